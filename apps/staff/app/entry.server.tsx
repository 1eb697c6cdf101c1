import { createReadableStreamFromReadable, type EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { NonceContext } from './nonce.ts'
import type { StaffContext } from './staff-context.ts'
import { withoutZeros } from './without-zeros.server.ts'

const PATIENCE = 10_000
export const streamTimeout = PATIENCE - 1_000

/** Answers with the whole page once it is whole: nothing on an office page is worth showing half. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { words, nonce }: StaffContext,
) {
  return new Promise<Response>((answer, fail) => {
    const page = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={words} defaultNS="staff">
          <RemixServer context={remix} url={request.url} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          headers.set('content-type', 'text/html; charset=utf-8')
          const body = withoutZeros()
          answer(new Response(createReadableStreamFromReadable(body), { status, headers }))
          page.pipe(body)
        },
        onShellError: fail,
      },
    )
    setTimeout(page.abort, PATIENCE).unref()
  })
}

/** Remix would print a defect whole, with the row it may quote. Ours is noted by kind and place only. */
export function handleError(
  defect: unknown,
  { request, context }: { request: Request; context: StaffContext },
) {
  // A page that is not there is no defect; one that the visitor left needs no line.
  if (request.signal.aborted || isRouteErrorResponse(defect)) return
  context.noteDefect(defect)
}

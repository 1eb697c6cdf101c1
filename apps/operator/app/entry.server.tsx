import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import type { EntryContext } from '@remix-run/server-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import type { OperatorArgs, OperatorContext } from './operator-context.ts'
import { WordsContext } from './words.tsx'

/** A whole page in one piece, with nothing to hydrate. */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  { t }: OperatorContext,
) {
  delete remix.serverHandoffStream // Remix would stream data along for a script that is not there
  const html = renderToStaticMarkup(
    <WordsContext.Provider value={{ t, script: remix.manifest.entry.module }}>
      <RemixServer context={remix} url={request.url} />
    </WordsContext.Provider>,
  )
  headers.set('content-type', 'text/html; charset=utf-8')
  return new Response(`<!doctype html>${html}`, { status, headers })
}

/** A defect in a loader or a component is told to the log, by kind and place. */
export function handleError(defect: unknown, { request, context }: OperatorArgs) {
  if (!request.signal.aborted && !isRouteErrorResponse(defect)) context.noteDefect(defect)
}

import { readingsAsRuby } from '@madoguchi/i18n/readings-as-ruby'
import type { EntryContext } from '@remix-run/node'
import { isRouteErrorResponse, RemixServer } from '@remix-run/react'
import { renderToStaticMarkup } from 'react-dom/server'
import { databaseIsAway, RETRY_AFTER } from '../database-is-away.ts'
import { type Page, type PageArgs, PageProvider } from './page/page.tsx'

/**
 * A whole page in one piece, without anything to hydrate: React stays on the server (docs/decisions/0007). Remix would
 * stream its data along for a script that is not there, so that stream is put aside.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remix: EntryContext,
  page: Page,
) {
  delete remix.serverHandoffStream
  const { loaderData, actionData } = remix.staticHandlerContext
  const heading = Object.assign({}, ...Object.values(loaderData), ...Object.values(actionData ?? {}))
  const html = renderToStaticMarkup(
    <PageProvider value={{ ...page, script: remix.manifest.entry.module, heading }}>
      <RemixServer context={remix} url={request.url} />
    </PageProvider>,
  )
  headers.set('content-type', 'text/html; charset=utf-8')
  if (page.busy || status === 503) headers.set('retry-after', RETRY_AFTER['retry-after'])
  const read = page.language === 'ja-easy' ? readingsAsRuby(html) : html
  return new Response(`<!doctype html>${read}`, { status: page.busy ? 503 : status, headers })
}

/** A defect in a loader or a component: told to the log, and shown as a calm page by the root. */
export function handleError(defect: unknown, { request, context }: PageArgs) {
  // A page that is not there is no defect; one that the visitor left needs no line.
  if (request.signal.aborted || isRouteErrorResponse(defect)) return
  context.busy = databaseIsAway(defect)
  context.noteDefect(defect)
}

import type { BrowserContext, ConsoleMessage, Response, WebError } from 'playwright-core'

const noted = new WeakMap<BrowserContext, string[]>()

/**
 * What has gone wrong on a visitor's pages without anyone seeing it: script errors, what the console complains of (a
 * violated Content-Security-Policy too), and parts of a page that were refused. Noted from the first call on.
 */
export function quietFaultsOf(context: BrowserContext): string[] {
  const known = noted.get(context)
  if (known) return known
  const faults: string[] = []
  noted.set(context, faults)
  context.on('weberror', (it: WebError) => faults.push(`script: ${it.error().message}`))
  context.on('console', (it: ConsoleMessage) => {
    // A refused address is also said here, without saying whether it was the page itself, which may well be a 404.
    const isOurs = it.type() === 'error' && !it.text().startsWith('Failed to load resource')
    if (isOurs) faults.push(`console: ${it.text()}`)
  })
  context.on('response', (it: Response) => {
    if (it.status() >= 400 && !it.request().isNavigationRequest()) faults.push(`${it.status()} ${it.url()}`)
  })
  return faults
}

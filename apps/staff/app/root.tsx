import { Links, Meta, Outlet, Scripts, ScrollRestoration, useMatches } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useNonce } from './nonce.ts'
import { pageTitle, titled } from './page-title.ts'
import styles from './staff.css?url'
import type { GateArgs } from './staff-context.ts'

export const links = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'stylesheet', href: '/tenant/theme.css' },
  { rel: 'icon', href: '/tenant/logo.svg', type: 'image/svg+xml' },
]

export function loader({ context }: GateArgs) {
  const { formToken, tenant, t } = context
  return {
    formToken,
    title: t('brand', { municipality: tenant.name.ja }),
    errorTitles: {
      '404': pageTitle(context, t('common:error-page.404.title')),
      '500': pageTitle(context, t('common:error-page.500.title')),
    },
  }
}

export const meta = titled

/** What a route may say of itself: `plain` is a page for paper, without scripts and without the office's density. */
export type Handle = { plain?: boolean }

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const plain = useMatches().some((match) => (match.handle as Handle | undefined)?.plain)

  return (
    // enhance() marks the root element before React arrives.
    <html lang="ja" suppressHydrationWarning>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body data-density={plain ? undefined : 'compact'}>
        {children}
        {!plain && <ScrollRestoration nonce={nonce} />}
        {!plain && <Scripts nonce={nonce} />}
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

export { ErrorPage as ErrorBoundary } from './error-page.tsx'

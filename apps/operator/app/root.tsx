import { Heading, LinkButton, Main } from '@madoguchi/ui'
import { isRouteErrorResponse, Links, Meta, Outlet, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import styles from './operator.css?url'
import { useWords } from './words.tsx'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export function Layout({ children }: { children: ReactNode }) {
  const { script } = useWords()
  return (
    <html lang="ja">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
        <script type="module" src={script} />
      </head>
      <body data-density="compact">{children}</body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}

/** A page that is not there, or a defect, which is in the log. */
export function ErrorBoundary() {
  const { t } = useWords()
  const error = useRouteError()
  const kind = isRouteErrorResponse(error) && error.status === 404 ? 'not-found' : 'defect'
  return (
    <Main width="reading">
      <title>{t(`${kind}.title`)}</title>
      <div className="stack">
        <Heading level={1}>{t(`${kind}.title`)}</Heading>
        <p>{t(`${kind}.body`)}</p>
        <LinkButton href="/">{t('to-fleet')}</LinkButton>
      </div>
    </Main>
  )
}

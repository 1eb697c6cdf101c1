import { isRouteErrorResponse, Outlet, useRouteError } from '@remix-run/react'
import { Document } from './page/document.tsx'
import { ErrorPage } from './page/error-page.tsx'
import { usePage } from './page/page.tsx'

/** The document around every page, with its one heading. */
export default function Root() {
  const { title = '', problems, summary, goesOn, screen } = usePage().heading ?? {}
  return (
    <Document title={title} problems={problems} summary={summary} goesOn={goesOn} screen={screen}>
      <Outlet />
    </Document>
  )
}

/** A refusal that a loader threw, or a defect. */
export function ErrorBoundary() {
  const error = useRouteError()
  return <ErrorPage status={isRouteErrorResponse(error) ? error.status : 500} />
}

import { isRouteErrorResponse } from '@remix-run/react'
import type { StaffContext } from './staff-context.ts'

/** The title of a page, for its tab: what it is, and whose. No names: titles are in the browser's history. */
export const pageTitle = ({ t, tenant }: StaffContext, page: string): string =>
  t('page-title', { page, municipality: tenant.name.ja })

/** Which of the words of `common:error-page` say what went wrong. A page that is not there is no defect. */
export const kindOfError = (error: unknown) =>
  isRouteErrorResponse(error) && error.status === 404 ? '404' : '500'

type Root = { title: string; errorTitles: Record<'404' | '500', string> }
type Titled = { data: unknown; error?: unknown; matches: readonly { id: string; data: unknown }[] }

/** `meta` of every page: the title that its loader found; where the page could not be shown, what went wrong. */
export const titled = ({ data, error, matches }: Titled) => {
  const root = matches[0]?.data as Root | undefined
  const title = error ? root?.errorTitles[kindOfError(error)] : (titleIn(data) ?? root?.title)
  return [{ title: title ?? '' }]
}

const titleIn = (data: unknown) =>
  data && typeof data === 'object' && 'title' in data ? String(data.title) : undefined

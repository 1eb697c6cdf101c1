import type { StaffContext } from './staff-context.ts'

/** The title of a page, for its tab: what it is, and whose. No names: titles are in the browser's history. */
export const pageTitle = ({ t, tenant }: StaffContext, page: string): string =>
  t('page-title', { page, municipality: tenant.name.ja })

/** `meta` of every page: the title that its loader found. */
export const titled = ({ data }: { data: unknown }) => [
  { title: data && typeof data === 'object' && 'title' in data ? String(data.title) : '' },
]

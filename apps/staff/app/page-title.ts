import type { StaffContext } from './staff-context.ts'

/** The title of a page, for its tab: what it is, and whose. No names: titles are in the browser's history. */
export const pageTitle = ({ t, tenant }: StaffContext, page: string): string =>
  t('page-title', { page, municipality: tenant.name.ja })

type Titled = { data: unknown; matches: readonly { id: string; data: unknown }[] }

/** `meta` of every page: the title that its loader found; whose office it is where the page could not be shown. */
export const titled = ({ data, matches }: Titled) => [
  { title: titleIn(data) ?? titleIn(matches[0]?.data) ?? '' },
]

const titleIn = (data: unknown) =>
  data && typeof data === 'object' && 'title' in data ? String(data.title) : undefined

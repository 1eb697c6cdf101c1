/** What figures are listed by: all together, or by one thing that visits have in common. */
export const DIMENSIONS = ['all', 'venue', 'procedure', 'channel', 'hour', 'weekday'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/**
 * Visits of one kind. `booked` is without what was cancelled, held or expired; `came` whoever checked in; `waited` and `serving`
 * are averages in minutes, from check-in to being served and from there to the end; null where nobody was.
 */
export type Figures = {
  booked: number
  came: number
  noShow: number
  cancelled: number
  served: number
  waited: number | null
  serving: number | null
}
/** `of`: a code, an hour (0–23), a weekday (1 Monday … 7 Sunday), or '' for all. */
export type FigureRow = Figures & { by: Dimension; of: string }

/** In the order of `DIMENSIONS`; hours and weekdays by themselves, everything else by how many. */
export const inOrder = (rows: readonly FigureRow[]): FigureRow[] =>
  rows.toSorted(
    (a, b) =>
      DIMENSIONS.indexOf(a.by) - DIMENSIONS.indexOf(b.by) ||
      (a.by === 'hour' || a.by === 'weekday'
        ? Number(a.of) - Number(b.of)
        : b.booked - a.booked || (a.of < b.of ? -1 : 1)),
  )

/** Of those whose visit is decided, so many did not come, in per cent; null while nobody's is. */
export function noShowRate({ came, noShow }: Pick<Figures, 'came' | 'noShow'>): number | null {
  const decided = came + noShow
  return decided === 0 ? null : Math.round((noShow / decided) * 1000) / 10
}

/** The month (`YYYY-MM`) from which a card that expires in a month can be renewed: three months before. */
export function renewableFrom(month: string): string {
  const [year = 0, at = 1] = month.split('-').map(Number)
  const before = year * 12 + at - 1 - 3
  return `${Math.floor(before / 12)}-${String((before % 12) + 1).padStart(2, '0')}`
}

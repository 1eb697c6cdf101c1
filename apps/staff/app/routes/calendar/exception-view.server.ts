import { dateAt } from '@madoguchi/core/calendar'
import type { StoredException } from '@madoguchi/core/calendar-changes'
import type { CalendarException, Hours } from '@madoguchi/core/tenancy'
import { formatDate } from '@madoguchi/i18n/format'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'

/** A venue's or a lane's name by its code. */
export const nameIn = (list: readonly { code: string; name: { ja: string } }[], code: string): string =>
  list.find((it) => it.code === code)?.name.ja ?? code

/** What an exception says, in the words of the page. */
export function exceptionWords(it: CalendarException, { settings, t }: OfficeContext) {
  const { venues, lanes } = settings
  const [from, until] = [formatDate('ja', it.from), formatDate('ja', it.until)]
  const ofLanes = it.kind === 'opening' ? it.hours.map((hours) => hours.lane) : it.lanes
  return {
    id: it.id,
    kind: it.kind,
    days: it.from === it.until ? from : t('calendar:days', { from, until }),
    where: [
      it.venues?.map((code) => nameIn(venues, code)).join('、') ?? t('calendar:everywhere'),
      ofLanes?.map((code) => nameIn(lanes, code)).join('、') ?? t('calendar:every-lane'),
    ].join(' / '),
    hours: it.kind === 'opening' ? hoursIn(it.hours[0], t) : it.hours ? periodsOf([it.hours]) : null,
    reason: it.reason.ja,
  }
}

/** The hours with how people are received in them, where that is not 完全予約. */
const hoursIn = (hours: Hours | undefined, t: OfficeContext['t']) => {
  const mode = hours?.mode ?? 'booking-only'
  const named = mode === 'booking-only' ? '' : `（${t(`calendar:mode.${mode}`)}）`
  return periodsOf(hours?.periods ?? []) + named
}

/** 「9:00–12:00 13:00–16:30」: as short as a table wants it. */
export const periodsOf = (periods: readonly { from: string; until: string }[]): string =>
  periods.map((it) => `${it.from.replace(/^0/, '')}–${it.until.replace(/^0/, '')}`).join(' ')

/** A stored exception as its line of the list. */
export function exceptionLine(it: StoredException, context: OfficeContext) {
  const isOver = it.until < dateAt(context.now)
  return {
    ...exceptionWords(it, context),
    state: it.withdrawnAt ? ('withdrawn' as const) : isOver ? ('over' as const) : ('in-force' as const),
    by: `${it.addedBy} ${briefly(it.addedAt)}`,
    withdrawn: it.withdrawnAt && `${it.withdrawnBy} ${briefly(it.withdrawnAt)}`,
    acts: it.acts,
  }
}
export type ExceptionLine = ReturnType<typeof exceptionLine>

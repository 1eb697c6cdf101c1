import { formatReservationNumber } from '@madoguchi/core/booking'
import { timeAt } from '@madoguchi/core/calendar'
import type { BoardRow } from '@madoguchi/core/issuance'
import { procedureOf, textIn } from '@madoguchi/core/tenancy'
import { comingView } from './coming-view.server.ts'
import type { OfficeContext } from './staff-context.ts'

export type BoardLine = ReturnType<typeof boardLine>

/** A line of the board in the words of the page. A procedure that the rules no longer know is called by its code. */
export function boardLine(row: BoardRow, context: OfficeContext, here: string) {
  const { policy, venues } = context
  const procedure = procedureOf(policy, row.procedureCode)
  const away = row.cardVenueId !== null && row.cardVenueId !== here
  const { comer, represented, bring } = comingView(row, row, context)
  return {
    id: row.id,
    time: timeAt(row.startsAt),
    number: formatReservationNumber(row.number),
    // Without a letter there is a reading alone, which may be in Latin: it stands once, as the name.
    name: row.name ?? row.kana,
    kana: row.name === null || row.name === row.kana ? null : row.kana,
    others: row.people - 1,
    procedure: procedure ? textIn(procedure.name, 'ja') : row.procedureCode,
    /** Who comes, if it is not the person alone. */
    comer: represented ? comer : null,
    // Where no paper of the person is asked for, their card itself shows who its owner is.
    papers: [
      ...(procedure?.papers === 'card' ? [context.t('day-list.card')] : []),
      ...(bring?.lines.filter((it) => it.checked).map((it) => it.text) ?? []),
    ],
    state: row.state,
    cardState: row.cardState,
    place: row.place,
    elsewhere: away ? (venues.find((venue) => venue.id === row.cardVenueId)?.name.ja ?? null) : null,
    message: row.message,
  }
}

import { formatReservationNumber } from '@madoguchi/core/booking'
import { timeAt } from '@madoguchi/core/calendar'
import type { BoardPerson, BoardRow } from '@madoguchi/core/issuance'
import { procedureOf } from '@madoguchi/core/tenancy'
import { comingView } from './coming-view.server.ts'
import { proceduresNamed } from './procedures-named.server.ts'
import type { OfficeContext } from './staff-context.ts'

export type BoardLine = ReturnType<typeof boardLine>
export type PersonOnBoard = BoardLine['people'][number]

/** A line of the board in the words of the page: a reservation, with everybody who comes. */
export function boardLine(row: BoardRow, context: OfficeContext, here: string) {
  const people = [row, ...row.along].map((it, at) => ({
    key: it.cardId ?? `${row.id} ${at}`,
    ...personOnBoard(it, row, context, here),
  }))
  return {
    id: row.id,
    time: timeAt(row.startsAt),
    number: formatReservationNumber(row.number),
    people,
    state: row.state,
    message: row.message,
  }
}

function personOnBoard(it: BoardPerson, row: BoardRow, context: OfficeContext, here: string) {
  const { policy, venues } = context
  const away = it.cardVenueId !== null && it.cardVenueId !== here
  const { comer, represented, bring } = comingView(it, row, context)
  return {
    // Without a letter there is a reading alone, which may be in Latin: it stands once, as the name.
    name: it.name ?? it.kana,
    kana: it.name === null || it.name === it.kana ? null : it.kana,
    procedure: proceduresNamed(context, it),
    /** Who comes, if it is not the person alone. */
    comer: represented ? comer : null,
    // Where no paper of the person is asked for, their card itself shows who its owner is.
    papers: [
      ...(procedureOf(policy, it.procedureCode)?.papers === 'card' ? [context.t('day-list.card')] : []),
      ...(bring?.lines.filter((line) => line.checked).map((line) => line.text) ?? []),
    ],
    cardState: it.cardState,
    place: it.place,
    elsewhere: away ? (venues.find((venue) => venue.id === it.cardVenueId)?.name.ja ?? null) : null,
  }
}

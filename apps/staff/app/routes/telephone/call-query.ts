import { DESK_CHANNELS, type DeskChannel } from '@madoguchi/core/booking'
import { type PlainDate, plainDate } from '@madoguchi/core/calendar'
import { type CardId, isUuid, type ReservationId, type SlotId } from '@madoguchi/core/kernel'

/** Where a call stands, as its address says it: ids, codes and dates, and never a name. */
export type CallQuery = {
  /** What was looked for last (recent-searches.ts). */
  k?: string | undefined
  card?: CardId | undefined
  reservation?: ReservationId | undefined
  /** The procedure of somebody without a letter. */
  procedure?: string | undefined
  /** The reservation is to be changed. */
  change?: '1' | undefined
  /** Somebody is to come along with the reservation: the card or the procedure is theirs. */
  join?: '1' | undefined
  /** For so many people a time is looked for. */
  people?: string | undefined
  by?: DeskChannel | undefined
  venue?: string | undefined
  month?: string | undefined
  day?: PlainDate | undefined
  slot?: SlotId | undefined
  /** 予約のない来庁: the slot that is running. */
  now?: '1' | undefined
  done?: string | undefined
}

/** What has just been done, as the page says it afterwards. */
export const DONE = ['book', 'change', 'cancel', 'walk-in', 'join', 'leave', 'procedures'] as const

/** Reads an address; what makes no sense is as if it were not there. */
export function readCall(address: string): CallQuery {
  const given = new URL(address).searchParams
  const id = <Id extends string>(name: string) => {
    const text = given.get(name)
    return isUuid(text) ? (text as Id) : undefined
  }
  const like = (name: string, shape: RegExp) => {
    const text = given.get(name)
    return text && shape.test(text) ? text : undefined
  }
  return {
    k: like('k', /^[\w-]{1,20}$/),
    card: id<CardId>('card'),
    reservation: id<ReservationId>('reservation'),
    procedure: like('procedure', /^[A-Z]\d{2}$/),
    change: given.has('change') ? '1' : undefined,
    join: given.has('join') ? '1' : undefined,
    people: like('people', /^[2-9]$/),
    by: DESK_CHANNELS.find((it) => it === given.get('by')),
    venue: like('venue', /^[a-z0-9-]{1,60}$/),
    month: like('month', /^\d{4}-\d{2}$/),
    day: plainDate(given.get('day') ?? '') ?? undefined,
    slot: id<SlotId>('slot'),
    now: given.has('now') ? '1' : undefined,
    done: DONE.find((it) => it === given.get('done')),
  }
}

/** The address of a call; of a question that is not asked there is nothing in it. */
export function callPath(query: CallQuery): string {
  const given = Object.entries(query).filter((it): it is [string, string] => Boolean(it[1]))
  return given.length > 0 ? `/telephone?${new URLSearchParams(given)}` : '/telephone'
}

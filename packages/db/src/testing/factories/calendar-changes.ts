import { v7 } from 'uuid'
import { reservations } from './booking.ts'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'

export type CalendarExceptionRow = {
  id: string
  kind: string
  fromDay: string
  untilDay: string
  venues: string[] | null
  lanes: string[] | null
  hours: object[] | null
  fromTime: string | null
  untilTime: string | null
  reason: Record<string, string>
  addedBy: string
  addedAt: Date
  withdrawnBy: string | null
  withdrawnAt: Date | null
}
export type CalendarActRow = {
  id: string
  exceptionId: string
  change: string
  reason: Record<string, string>
  madeBy: string
  madeAt: Date
  cause: string | null
  notBefore: Date | null
  begunAt: Date | null
  undoneBy: string | null
  undoneAt: Date | null
  answerBy: Date | null
}
export type MakeupOfferRow = {
  id: string
  actId: string
  reservationId: string
  subjectId: string
  version: number
  answerBy: Date
  state: string
  answeredAt: Date | null
  answeredBy: string | null
}
export type CalendarActItemRow = {
  id: string
  actId: string
  reservationId: string
  version: number
  decision: string
  toSlots: string[] | null
  state: string
  problem: string | null
  decidedBy: string
  decidedAt: Date
  settledAt: Date | null
  toldBy: string | null
  toldAt: Date | null
}

/** A closure of everything, long before anybody's calendar. */
export const calendarExceptions = factoryOf<CalendarExceptionRow>(
  'calendar_exceptions',
  async (owner, tenantId, over) => ({
    id: v7(),
    kind: 'closure',
    fromDay: '1950-01-04',
    untilDay: '1950-01-04',
    venues: null,
    lanes: null,
    hours: null,
    fromTime: null,
    untilTime: null,
    reason: { ja: '設備の点検' },
    addedBy: over.addedBy ?? (await staffMembers(owner, tenantId)).id,
    addedAt: new Date(),
    withdrawnBy: null,
    withdrawnAt: null,
  }),
)

export const calendarActs = factoryOf<CalendarActRow>('calendar_acts', async (owner, tenantId, over) => ({
  id: v7(),
  exceptionId: over.exceptionId ?? (await calendarExceptions(owner, tenantId)).id,
  change: 'add',
  reason: { ja: '設備の点検' },
  madeBy: over.madeBy ?? (await staffMembers(owner, tenantId)).id,
  madeAt: new Date(),
  ...{ cause: null, notBefore: null, begunAt: null, undoneBy: null, undoneAt: null, answerBy: null },
}))

/** A reservation that stays, and the job has not come to it. */
export const calendarActItems = factoryOf<CalendarActItemRow>(
  'calendar_act_items',
  async (owner, tenantId, over) => ({
    id: v7(),
    actId: over.actId ?? (await calendarActs(owner, tenantId)).id,
    reservationId: over.reservationId ?? (await reservations(owner, tenantId)).id,
    version: 1,
    decision: 'keep',
    toSlots: null,
    state: 'pending',
    problem: null,
    decidedBy: over.decidedBy ?? (await staffMembers(owner, tenantId)).id,
    decidedAt: new Date(),
    settledAt: null,
    toldBy: null,
    toldAt: null,
  }),
)

/** A place that is set aside for a new reservation's owner, for a day. */
export const makeupOffers = factoryOf<MakeupOfferRow>('makeup_offers', async (owner, tenantId, over) => {
  const reservation = over.reservationId ? null : await reservations(owner, tenantId)
  return {
    id: v7(),
    actId: over.actId ?? (await calendarActs(owner, tenantId)).id,
    reservationId: over.reservationId ?? reservation?.id ?? '',
    subjectId: over.subjectId ?? reservation?.subjectId ?? v7(),
    version: 1,
    answerBy: new Date(Date.now() + 86_400_000),
    state: 'open',
    answeredAt: null,
    answeredBy: null,
  }
})

import { req } from '@madoguchi/config/req.ts'
import { factories, openTestDatabase, type TestDatabase } from '@madoguchi/db/testing'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import type { TenantId } from '../kernel.ts'
import { lastExports, noteExport } from './export-log.ts'
import { visitsIn } from './statistics.sql.ts'
import { statisticsOf } from './statistics.ts'

let test: TestDatabase
const [here, elsewhere] = [v7(), v7()]
const venues: Record<string, string> = {}
const now = new Date('2026-11-24T12:00:00+09:00')
const november = { from: '2026-11-01' as PlainDate, until: '2026-11-30' as PlainDate }
const at = (text: string) => new Date(`2026-11-${text}:00+09:00`)
const actorOf = (tenantId: string) => ({ role: 'staff', tenantId, subjectId: v7() }) as const

beforeAll(async () => {
  test = await openTestDatabase()
  for (const tenant of [here, elsewhere])
    for (const code of ['hall', 'station'])
      venues[`${tenant} ${code}`] = (await factories.venues(test.owner, tenant, { code })).id
})
afterAll(() => test.close())

type Over = Parameters<typeof factories.reservations>[2] & { procedures?: string[]; venue?: string }
async function visit(
  startsAt: Date,
  { procedures = ['P01'], venue = 'hall', ...over }: Over = {},
  tenant = here,
) {
  const made = await factories.reservations(test.owner, tenant, {
    ...{ venueId: venues[`${tenant} ${venue}`] ?? '', startsAt, state: 'confirmed', ...over },
  })
  for (const [position, procedureCode] of procedures.entries())
    await factories.reservationPeople(test.owner, tenant, {
      ...{ reservationId: made.id, subjectId: made.subjectId, position: position + 1, procedureCode },
    })
}
const of = (tenant: string, period = november) =>
  statisticsOf(test.open('web_staff'), actorOf(tenant), period, now)

describe(`a month that can be counted by hand ${req('2.I.1')}`, () => {
  beforeAll(async () => {
    // Monday the 2nd at nine: came, waited 10 minutes, 15 minutes at the counter; and one who waited 20, and was served 5.
    const nine = at('02T09:00')
    await visit(nine, {
      ...{ state: 'done', channel: 'web', checkedInAt: at('02T08:55'), servingAt: at('02T09:05') },
      finishedAt: at('02T09:20'),
    })
    await visit(nine, {
      ...{
        state: 'partly_done',
        channel: 'telephone',
        checkedInAt: at('02T08:50'),
        servingAt: at('02T09:10'),
      },
      ...{ finishedAt: at('02T09:15'), procedures: ['P01', 'P09'] },
    })
    // Tuesday the 3rd at ten at the station: one did not come, one cancelled. The last minute of the month counts.
    await visit(at('03T10:00'), { state: 'no_show', venue: 'station' })
    await visit(at('03T10:30'), { state: 'cancelled', venue: 'station' })
    await visit(at('30T23:59'), { state: 'confirmed', channel: 'counter' })
    // What is no visit, and what is not of the month or of this municipality.
    await visit(at('02T09:00'), { state: 'held', heldUntil: at('02T09:10') })
    await visit(at('02T09:00'), { state: 'expired' })
    await visit(new Date('2026-12-01T00:00:00+09:00'), { state: 'done' })
    await visit(new Date('2026-10-31T23:59:00+09:00'), { state: 'done' })
    await visit(nine, { state: 'done' }, elsewhere)
  })

  it('in all, and by venue, procedure, channel, hour and weekday', async () => {
    const { figures } = await of(here)
    const table = figures.map(
      ({ by, of, booked, came, noShow, cancelled, served, waited, serving }) =>
        `${by} ${of}: ${booked} ${came} ${noShow} ${cancelled} ${served} ${waited} ${serving}`,
    )
    expect(table).toEqual([
      'all : 4 2 1 1 2 15 10',
      'venue hall: 3 2 0 0 2 15 10',
      'venue station: 1 0 1 1 0 null null',
      'procedure P01: 4 2 1 1 2 15 10',
      'procedure P09: 1 1 0 0 1 20 5',
      'channel web: 2 1 1 1 1 10 15',
      'channel counter: 1 0 0 0 0 null null',
      'channel telephone: 1 1 0 0 1 20 5',
      'hour 9: 2 2 0 0 2 15 10',
      'hour 10: 1 0 1 1 0 null null',
      'hour 23: 1 0 0 0 0 null null',
      'weekday 1: 3 2 0 0 2 15 10',
      'weekday 2: 1 0 1 1 0 null null',
    ])
  })

  it('another municipality has its own and nothing else', async () => {
    const { figures } = await of(elsewhere)
    expect(figures[0]).toMatchObject({ by: 'all', booked: 1, came: 1 })
    expect(figures.filter((it) => it.by === 'venue')).toHaveLength(1)
    const foreign = await statisticsOf(test.open('web_staff'), actorOf(v7()), november, now)
    expect(foreign.figures).toEqual([expect.objectContaining({ by: 'all', booked: 0 })])
  })
})

describe(`what lies ahead ${req('2.I.1')}`, () => {
  it('cards without a reservation by venue and state, and since when the oldest waits', async () => {
    const venueId = venues[`${here} hall`] ?? ''
    const since = (day: number) => ({ stateSince: new Date(`2026-10-0${day}T09:00:00+09:00`) })
    for (const day of [3, 1])
      await factories.cards(test.owner, here, { venueId, state: 'stored', ...since(day) } as never)
    const booked = await factories.cards(test.owner, here, { venueId, state: 'stored' })
    await factories.reservationPeople(test.owner, here, { cardId: booked.id, subjectId: booked.id })
    await factories.cards(test.owner, here, { venueId, state: 'issued' })
    expect((await of(here)).backlog).toEqual([
      { venue: 'hall', state: 'stored', count: 2, since: new Date('2026-10-01T09:00:00+09:00') },
    ])
  })

  it('free places of the next 30 days, of open slots only', async () => {
    const lane = await factories.lanes(test.owner, here, { code: 'pickup' })
    const slot = (day: string, over: object) =>
      factories.slots(test.owner, here, {
        ...{
          venueId: venues[`${here} hall`] ?? '',
          laneId: lane.id,
          startsAt: new Date(`${day}T09:00:00+09:00`),
        },
        ...{ capacity: 4, limitWeb: 4, limitTelephone: 0, limitCounter: 0, takenWeb: 0, ...over },
      } as never)
    await slot('2026-11-25', { takenWeb: 3 })
    await slot('2026-12-24', {})
    await slot('2026-12-25', {})
    await slot('2026-11-26', { state: 'closing' })
    await slot('2026-11-23', {})
    expect((await of(here)).free).toEqual([{ venue: 'hall', lane: 'pickup', places: 8, free: 5 }])
  })

  it('cards that expire, by month', async () => {
    const venueId = venues[`${here} hall`] ?? ''
    for (const expiresOn of ['2026-11-01', '2027-03-15', '2027-03-31', '2028-02-01', '2026-10-31'])
      await factories.cards(test.owner, here, { venueId, state: 'issued', expiresOn })
    expect((await of(here)).expiring).toEqual([
      { month: '2026-11', count: 1 },
      { month: '2027-03', count: 2 },
    ])
  })

  it('an export is on record with who made it', async () => {
    const officer = await factories.staffMembers(test.owner, here, { name: '佐藤 みどり' })
    const actor = { role: 'staff', tenantId: here, subjectId: officer.id } as const
    const it = { format: 'xlsx', period: november, terminal: '192.0.2.1' } as const
    await noteExport(test.open('web_staff'), actor, it, now)
    const [made] = await lastExports(test.open('web_staff'), actor)
    expect(made).toMatchObject({
      format: 'xlsx',
      fromDay: '2026-11-01',
      untilDay: '2026-11-30',
      by: '佐藤 みどり',
    })
    expect(await lastExports(test.open('web_staff'), actorOf(elsewhere))).toEqual([])
  })
})

describe(`a month among many years ${req('2.I.1')}`, () => {
  it('is found by its time, under row security, however many reservations there are', async () => {
    await test.owner`
      insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
        places, channel, state, language, policy_version, booked_at)
      select ${here}, gen_random_uuid(), gen_random_uuid(), 'M' || n, gen_random_uuid(), ${venues[`${here} hall`] ?? ''},
        gen_random_uuid(), '2010-01-01T00:00:00Z'::timestamptz + n * interval '3 hours', 15, 1, 'web', 'done', 'ja', 1, now()
      from generate_series(1, 40000) n`
    await test.owner`analyze app.reservations`
    const span = { from: at('01T00:00'), before: new Date('2026-12-01T00:00:00+09:00') }
    const plan = await test.open('web_staff').as(actorOf(here), async (tx) => {
      const rows = await tx<object[]>`explain ${visitsIn(tx, here as TenantId, span)}`
      return rows.map((row) => Object.values(row)[0]).join('\n')
    })
    expect(plan).toContain('reservations_tenant_id_venue_id_starts_at_idx')
    expect(plan).toMatch(/Index Cond: .*tenant_id = .*venue_id = .*starts_at >= /)
    expect(plan).not.toMatch(/Seq Scan on reservations/)
  })
})

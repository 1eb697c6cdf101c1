import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor, Tx } from '../index.ts'
import { factories, openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { LOGIN_OF } from './roles.ts'

type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  Plans?: Node[]
}

let test: TestDatabase
const tenants = Array.from({ length: 10 }, () => randomUUID())
const tenantId = tenants[4]!
let venueId: string
let laneId: string
let subjectId: string

beforeAll(async () => {
  test = await openTestDatabase()
  for (const tenant of tenants) {
    const venue = await factories.venues(test.owner, tenant)
    const lane = await factories.lanes(test.owner, tenant)
    await fill(tenant, venue.id, lane.id)
    if (tenant === tenantId) [venueId, laneId] = [venue.id, lane.id]
  }
  await test.owner`analyze`
  const [card] = await test.owner<
    [{ id: string }]
  >`select id from app.cards where tenant_id = ${tenantId} limit 1`
  subjectId = card.id
})
afterAll(() => test.close())

/** 2,000 slots, cards, people and reservations: 20,000 of each in all. */
async function fill(tenant: string, venue: string, lane: string) {
  await test.owner`
    insert into app.slots (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone, limit_counter)
    select ${tenant}, ${venue}, ${lane}, '2030-04-01T00:00:00Z'::timestamptz + n * interval '30 minutes', 30, 4, 2, 1, 1
    from generate_series(1, 2000) n`
  await test.owner`
    insert into app.cards (tenant_id, application_id, notice_number, kind, venue_id)
    select ${tenant}, lpad(n::text, 23, '0'), 'N' || n, 'new', ${venue} from generate_series(1, 2000) n`
  await test.owner`
    insert into app.card_people (tenant_id, card_id, name, name_key, kana_key, birth_date)
    select c.tenant_id, c.id, '試験 花子', '試験花子', chr(12450 + n % 80) || chr(12450 + n % 77) || 'コ', '1990-05-05'
    from (select tenant_id, id, (row_number() over ())::int as n from app.cards where tenant_id = ${tenant}) c`
  await test.owner`
    insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places,
      channel, state, language, policy_version, booked_at)
    select c.tenant_id, gen_random_uuid(), gen_random_uuid(), 'R' || c.n, c.id, ${venue}, ${lane},
      '2030-04-01T00:00:00Z'::timestamptz + c.n * interval '30 minutes', 30, 1, 'web', 'confirmed', 'ja', 1, now()
    from (select tenant_id, id, (row_number() over ())::int as n from app.cards where tenant_id = ${tenant}) c`
  await test.owner`
    insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id)
    select tenant_id, id, subject_id, 'card-pickup', subject_id from app.reservations where tenant_id = ${tenant}`
}

/** The nodes of the plan that a statement gets once it has been run often enough for its plan to be kept. */
async function planOf(role: Actor['role'], statement: string, values: string[]): Promise<Node[]> {
  const run = async (tx: Tx) => {
    await tx.unsafe(`prepare kept as ${statement}`)
    const given = values.map((value) => `'${value}'`).join(', ')
    for (let times = 0; times < 7; times++) await tx.unsafe(`execute kept (${given})`)
    const [row] = await tx.unsafe<[{ 'QUERY PLAN': [{ Plan: Node }] }]>(
      `explain (format json) execute kept (${given})`,
    )
    await tx`deallocate kept`
    return (Object.values(row)[0] as [{ Plan: Node }])[0].Plan
  }
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)]
  return flat(await test.open(LOGIN_OF[role], { max: 1 }).as({ role, tenantId, subjectId }, run))
}

const LARGE = ['slots', 'cards', 'card_people', 'reservations', 'reservation_people']

function expectIndex(plan: Node[], condition: RegExp) {
  const walked = plan.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])
  expect(walked.filter((name) => LARGE.includes(name!))).toEqual([])
  expect(plan.map((node) => node['Index Cond'] ?? '').join('\n')).toMatch(condition)
}

describe(`under row security, in 20,000 rows, an index answers ${req('1.D.3')}`, () => {
  it('the month of a lane', async () => {
    const plan = await planOf(
      'resident',
      `select id, starts_at from app.slots where tenant_id = $1::uuid and venue_id = any (array[$2::uuid]) and lane_id = $3::uuid
       and starts_at > $4::timestamptz and starts_at < $5::timestamptz and state = 'open' order by starts_at, id`,
      [tenantId, venueId, laneId, '2030-04-05T00:00:00Z', '2030-04-12T00:00:00Z'],
    )
    expectIndex(plan, /tenant_id = .*venue_id = .*lane_id = .*starts_at >/)
  })

  it('a name that begins with these kana', async () => {
    const plan = await planOf(
      'staff',
      `select p.card_id, c.state from app.card_people p join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
       where p.tenant_id = $1::uuid and p.kana_key ^@ $2::text limit 50`,
      [tenantId, 'サシ'],
    )
    expectIndex(plan, /tenant_id = .*kana_key ~>=~/)
  })

  it("a resident's own reservations, found by the policy alone", async () => {
    const plan = await planOf(
      'resident',
      `select r.id, p.procedure_code, c.state from app.reservations r
       join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
       left join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
       where r.tenant_id = $1::uuid order by r.starts_at desc limit 50`,
      [tenantId],
    )
    // Postgres has written app.subject_id() out.
    expectIndex(plan, /tenant_id = .*subject_id = .*app\.subject_id/)
  })

  it("today's board of a venue", async () => {
    const plan = await planOf(
      'staff',
      `select r.id, p.kana_key from app.reservations r
       join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id
       where r.tenant_id = $1::uuid and r.venue_id = $2::uuid and r.starts_at >= $3::timestamptz
         and r.starts_at < $4::timestamptz order by r.starts_at`,
      [tenantId, venueId, '2030-04-05T15:00:00Z', '2030-04-06T15:00:00Z'],
    )
    expectIndex(plan, /tenant_id = .*venue_id = .*starts_at >=/)
  })

  it.each([
    ['a reservation number', 'reservations', 'number'],
    ['the telephone of a reservation', 'reservations', 'telephone'],
    ['a notice number', 'cards', 'notice_number'],
    ['an application', 'cards', 'application_id'],
  ])('%s', async (_, table, column) => {
    const statement = `select id from app.${table} where tenant_id = $1::uuid and ${column} = $2::text`
    expectIndex(await planOf('staff', statement, [tenantId, 'N7']), new RegExp(`tenant_id = .*${column} =`))
  })
})

import { randomUUID } from 'node:crypto'
import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connect } from '../database.ts'
import { factories, openTestDatabase, type TestDatabase } from '../testing/index.ts'
import { LOGIN_OF, PROGRAM_ROLES, ROLES } from './roles.ts'
import { readTableShapes, type TableShape } from './table-shapes.ts'

let test: TestDatabase
let tables: TableShape[]
const logins = PROGRAM_ROLES.map((role) => [LOGIN_OF[role], role] as const)
const strangers = ['anon', 'authenticated', 'service_role'] as const
const denied = { code: '42501', message: expect.stringMatching(/permission denied/) }

beforeAll(async () => {
  test = await openTestDatabase()
  tables = await readTableShapes(test.owner)
  await factories.reservationPeople(test.owner, randomUUID())
  await factories.operatorSessions(test.owner, randomUUID())
})
afterAll(() => test.close())

/** A connection of `login`'s own, without the one door. */
async function bare<T>(
  login: (typeof logins)[number][0] | 'queue',
  work: (sql: ReturnType<typeof connect>) => Promise<T>,
) {
  const sql = connect(test.urlFor(login), { max: 1 })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}

describe.each(logins)('%s', (login, role) => {
  it(`takes no role but its own ${req('1.D.1')} ${req('1.D.10')}`, async () => {
    const others = [...ROLES, ...strangers, 'queue', 'postgres'].filter((other) => other !== role)
    await bare(login, async (sql) => {
      for (const other of others) {
        await expect(sql`set role ${sql(other)}`, other).rejects.toMatchObject({ code: '42501' })
        await expect(sql`select app.enter(${other}, ${randomUUID()})`, other).rejects.toMatchObject({
          code: '42501',
        })
        await expect(sql`set session authorization ${sql(other)}`, other).rejects.toMatchObject({
          code: '42501',
        })
      }
    })
  })

  it(`reads and writes nothing before it has entered ${req('1.D.11')}`, async () => {
    await bare(login, async (sql) => {
      for (const { name } of tables) {
        await expect(sql`select from app.${sql(name)}`, name).rejects.toMatchObject(denied)
        await expect(sql`insert into app.${sql(name)} default values`, name).rejects.toMatchObject(denied)
        await expect(sql`delete from app.${sql(name)}`, name).rejects.toMatchObject(denied)
      }
    })
  })

  it(`finds no municipality's row in its role when it went around the door ${req('1.D.2')} ${req('1.D.11')}`, async () => {
    await bare(login, async (sql) => {
      await sql`set role ${sql(role)}`
      for (const { name, global, grants } of tables)
        if (!global && grants[role].select.length > 0)
          expect(await sql`select from app.${sql(name)}`, name).toHaveLength(0)
    })
  })

  it(`cannot enter without a municipality ${req('1.D.2')}`, async () => {
    await bare(login, async (sql) => {
      await expect(sql`select app.enter(${role}, null)`).rejects.toMatchObject({ code: '42601' })
      await expect(sql`select app.enter(${role}, 'nowhere')`).rejects.toMatchObject({ code: '22P02' })
    })
  })

  it('has nothing of what Postgres gives everybody by habit', async () => {
    // Rights on a database are not cloned with it: those of the template are what a migration leaves.
    const [rights] = await test.owner`
      select has_database_privilege(${login}, ${inject('templateDatabase')}, 'temporary') as temporary`
    expect(rights).toEqual({ temporary: false })
    await bare(login, async (sql) => {
      for (const attempt of ['lo_create(0)', "lo_from_bytea(0, 'x')", 'lo_open(1, 131072)', 'lo_unlink(1)'])
        await expect(sql.unsafe(`select ${attempt}`), attempt).rejects.toMatchObject(denied)
    })
  })

  it(`cannot turn row security off, nor make anything ${req('1.D.3')}`, async () => {
    await bare(login, async (sql) => {
      await sql`set role ${sql(role)}`
      for (const attempt of [
        'alter table app.venues disable row level security',
        'create policy "a door of my own" on app.venues for select using (true)',
        'create table app.mine ()',
        'create function app.mine() returns int language sql as $$ select 1 $$',
        'truncate app.outbox',
        `alter role ${role} bypassrls`,
      ])
        await expect(sql.unsafe(attempt), attempt).rejects.toMatchObject({ code: '42501' })
    })
  })
})

describe('the directory of host names', () => {
  it(`names the residents' own to the residents' program, and the others to nobody there ${req('1.D.11')}`, async () => {
    const [{ tenantId }] = await test.owner<
      [{ tenantId: string }]
    >`select id as tenant_id from app.tenants limit 1`
    for (const program of ['booking', 'staff'])
      await test.owner`insert into app.tenant_hosts values (${`${program}.city.example`}, ${tenantId}, ${program})`
    const named = (login: 'web_booking' | 'web_staff', program: string) =>
      bare(login, async (sql) => (await sql`select from app.tenant_directory(${program})`).length)
    expect(await named('web_booking', 'booking')).toBe(1)
    expect(await named('web_booking', 'staff')).toBe(0)
    expect(await named('web_staff', 'staff')).toBe(1)
    expect(await named('web_staff', 'booking')).toBe(1)
  })
})

describe('a stranger', () => {
  it.each(strangers)(`%s reaches nothing in schema app ${req('1.D.13')}`, async (stranger) => {
    const functions = await test.owner<{ name: string }[]>`
      select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'app'::regnamespace
      and has_function_privilege(${stranger}, p.oid, 'execute')`
    expect(functions.map((one) => one.name)).toEqual([])
    for (const { name } of tables) {
      const reading = test.owner.begin(async (tx) => {
        await tx`set local role ${tx(stranger)}`
        await tx`select from app.${tx(name)}`
      })
      await expect(reading, name).rejects.toMatchObject({
        ...denied,
        message: 'permission denied for schema app',
      })
    }
  })

  it('the job queue reaches nothing in schema app', async () => {
    await bare('queue', async (sql) => {
      for (const { name } of tables)
        await expect(sql`select from app.${sql(name)}`, name).rejects.toMatchObject(denied)
    })
  })
})

describe('app_owner', () => {
  it(`is nobody's login and passes no wall ${req('1.D.1')}`, async () => {
    const [owner] = await test.owner`
      select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = 'app_owner'`
    expect(owner).toEqual({ rolcanlogin: false, rolsuper: false, rolbypassrls: false, rolcreaterole: false })
  })

  it('cannot change, remove or empty the custody events, and nobody else can', async () => {
    await factories.custodyEvents(test.owner, randomUUID())
    for (const attempt of [
      "update app.custody_events set reason = 'x'",
      'delete from app.custody_events',
      'truncate app.custody_events',
    ]) {
      await expect(test.owner.unsafe(attempt), attempt).rejects.toMatchObject({ code: 'P0403' })
      for (const role of ROLES) {
        const forgetting = test.owner.begin(async (tx) => {
          await tx`set local role ${tx(role)}`
          await tx.unsafe(attempt)
        })
        const code = role === 'app_owner' ? 'P0403' : '42501'
        await expect(forgetting, `${role}: ${attempt}`).rejects.toMatchObject({ code })
      }
    }
  })

  it('lends its rights only through functions with a fixed search path that nobody was given by habit', async () => {
    const definers = await test.owner<{ name: string; config: string[]; everybody: boolean }[]>`
      select proname as name, proconfig as config,
        proacl is null or exists (select from aclexplode(proacl) where grantee = 0) as everybody
      from pg_proc where pronamespace = 'app'::regnamespace and prosecdef`
    expect(definers.length).toBeGreaterThan(5)
    for (const { name, config, everybody } of definers)
      expect({ name, config, everybody }).toEqual({ name, config: ['search_path=""'], everybody: false })
  })
})

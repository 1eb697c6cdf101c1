import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { req } from '@madoguchi/config/req.ts'
import { openAdmin } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formOf } from './forms.ts'
import { type Ground, openGround } from './ground.ts'
import { findPgbench } from './pgbench.ts'
import { startBooking, stop } from './programs.ts'
import { provedRequest } from './proved-request.ts'
import { secretOf } from './secret-of.ts'

const run = promisify(execFile)

describe('what the benchmark measures', () => {
  let ground: Ground
  let booking: Awaited<ReturnType<typeof startBooking>>

  beforeAll(async () => {
    ground = await openGround()
    booking = await startBooking(ground)
  })
  afterAll(async () => {
    if (booking) await stop(booking)
    await ground?.stop()
  })

  it(`is a Postgres that waits for its disk and forces row security ${req('1.H.6')}`, async () => {
    const admin = openAdmin(ground.adminUrl)
    const [settings] =
      await admin`select current_setting('fsync') as fsync, current_setting('synchronous_commit') as sync`
    const open = await admin`
      select relname from pg_class
      where relnamespace = 'app'::regnamespace and relkind = 'r' and not (relrowsecurity and relforcerowsecurity)`
    await admin.end()
    expect(settings).toMatchObject({ fsync: 'on', sync: 'on' })
    expect([...open]).toEqual([])
  })

  it(`is the path that residents use: the form's token and origin count, the answer leads to the reservation ${req('1.H.6')}`, async () => {
    const { headers, form } = await formOf(ground, booking.port)
    const post = (more: Record<string, string>, body = form) =>
      new Promise<{ status: number; location: string; policy: string }>((done, fail) => {
        const asked = request(
          {
            host: '127.0.0.1',
            port: booking.port,
            method: 'POST',
            path: `/book?procedure=${ground.procedure}`,
            headers: {
              ...headers,
              cookie: headers.cookie.replace('{{visitor}}', secretOf('ours', 1)),
              ...more,
            },
          },
          ({ statusCode = 0, headers: answered }) =>
            done({
              status: statusCode,
              location: answered.location ?? '',
              policy: String(answered['content-security-policy'] ?? ''),
            }),
        )
        asked.once('error', fail)
        const { request: id, pass } = provedRequest(ground.tenantId)
        const proved = body.replace('{{request}}', id).replace('{{pass}}', pass)
        asked.end(proved.replace('{{slot}}', ground.slots[0]?.id ?? ''))
      })

    const taken = await post({})
    expect(taken).toMatchObject({ status: 303, location: expect.stringMatching(/^\/done\/[0-9a-f-]{36}$/) })
    expect(taken.policy).toContain("default-src 'none'")
    expect((await post({ origin: 'http://elsewhere.example' })).status).toBe(403)
    expect((await post({}, form.replace(/formToken=[^&]+/, 'formToken=guessed'))).status).toBe(403)
    expect((await post({ host: 'elsewhere.example' })).status).toBe(421)
    expect((await post({}, form.replace('{{pass}}', 'guessed'))).location).toMatch(/^\/book\/check/)
  })
})

describe('npm run bench', () => {
  it.skipIf(!findPgbench())(
    `measures both sides in turn and prints a table of ratios ${req('1.H.4')} ${req('2.show.5')}`,
    async () => {
      const { stdout } = await run(process.execPath, [
        'scripts/bench.ts',
        '--rounds=1',
        '--seconds=1',
        '--clients=4',
        '--few=100',
        '--many=1000',
      ])
      for (const row of [
        'booking, spread over the slots',
        'booking, one hot slot',
        'calendar page (HTML)',
        'calendar JSON',
        'a calendar read, a long past',
        'calendar page, a long past',
        'doing nothing',
      ])
        expect(stdout).toMatch(new RegExp(`\\| ${row.replace(/[()]/g, '\\$&')}.*\\| \\d+\\.\\d\\d \\|`))
    },
    120_000,
  )

  it(`says what to install where there is no pgbench ${req('1.H.4')}`, async () => {
    const asked = run(process.execPath, ['scripts/bench.ts'], {
      env: { ...process.env, PGBENCH: '/nowhere/pgbench' },
    })
    await expect(asked).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('apt-get install postgresql-15'),
    })
  })
})

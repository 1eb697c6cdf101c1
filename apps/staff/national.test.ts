import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo')
})
afterAll(() => office?.close())

describe('the national calendar in the list of a day', () => {
  it(`says that a year’s holidays are 暫定, and of which day the national systems stop ${req('2.A.2')} ${req('2.A.3')}`, async () => {
    expect((await desk.get('/?date=2099-04-01')).text).toContain('2099年の祝日は暫定です')
    expect((await desk.get('/?date=2027-04-01')).text).not.toContain('暫定')

    await factories.nationalStops(office.owner, office.tenantId('ageo'), {
      ...{ fromDay: '2027-04-02', untilDay: '2027-04-02', fromTime: '13:00', untilTime: '18:00' },
    })
    await office.owner`select pg_notify('tenants_changed', '')`
    await vi.waitFor(
      async () =>
        expect((await desk.get('/?date=2027-04-02')).text).toContain(
          '全国停止（13時から18時まで）：全国のシステムの点検',
        ),
      5_000,
    )
  })
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { readTenantFile } from './read-tenant.ts'

const file = join(import.meta.dirname, '../../../../tenants/ageo/tenant.json')

/** What the operator is told when `booking` says this besides. */
function told(over: Record<string, unknown>): string[] {
  const tenant = JSON.parse(readFileSync(file, 'utf8'))
  Object.assign(tenant.booking, over)
  const read = readTenantFile('ageo', JSON.stringify(tenant))
  return read.ok ? [] : read.problems
}
const at = (place: string, message: string) => [`tenants/ageo/tenant.json の ${place}：${message}`]
const unused = { channels: ['telephone', 'counter'], businessDaysBefore: 1, at: '12:00' }
const over = { mostPercent: 10, mostPlaces: 1, weeks: 8, leastVisits: 100 }
const monthly = { opensDaysBefore: undefined, opensMonthly: { day: 1, monthsBefore: 1 }, generateDays: 61 }

describe(`枠の公開・開放・見込みの定員を書いた設定 ${req('2.B.1')} ${req('2.B.3')} ${req('2.D.6')}`, () => {
  it.each([
    ['開放', { unusedPlaces: [unused, { channels: ['web'], minutesBefore: 240, venues: ['oya'] }] }],
    ['毎月の公開', monthly],
    [
      '分割の公開',
      {
        laterLots: [
          { percent: 30, daysBefore: 7 },
          { percent: 20, businessDaysBefore: 2 },
        ],
      },
    ],
    ['見込みの定員', { overbooking: over }],
  ])('%sは、正しければ何も言われない', (_, it) => {
    expect(told(it)).toEqual([])
  })

  it.each([
    [
      '公開のしかたが二つ',
      { opensMonthly: { day: 1, monthsBefore: 1 } },
      'booking',
      '公開のしかたは、opensDaysBefore（毎日、その日数だけ先の日を公開）か opensMonthly（毎月の決まった日に、ひと月分を公開）の、どちらか一つを書いてください',
    ],
    [
      '短い枠',
      { ...monthly, generateDays: 60 },
      'booking.generateDays',
      '枠を作る日数 60 が、予約を受け付ける日数 61 より短くなっています',
    ],
    [
      '全部があとから',
      {
        laterLots: [
          { percent: 60, daysBefore: 7 },
          { percent: 40, daysBefore: 3 },
        ],
      },
      'booking.laterLots',
      'あとから公開する分が合わせて 100 % です。受付の始まりに公開する分が残るよう、99 % までにしてください',
    ],
    [
      '始まりより前の分割',
      { laterLots: [{ percent: 30, daysBefore: 30 }] },
      'booking.laterLots[0]',
      '受付の始まりより後に公開するように、日数を短くしてください',
    ],
    [
      'いつのものでもない分割',
      { laterLots: [{ percent: 30 }] },
      'booking.laterLots[0]',
      'daysBefore（何日前）か businessDaysBefore（何営業日前）の、どちらか一つを書いてください',
    ],
    [
      '時刻のない開放',
      { unusedPlaces: [{ channels: ['telephone'], businessDaysBefore: 1 }] },
      'booking.unusedPlaces[0]',
      'minutesBefore（枠の何分前）か、businessDaysBefore と at（何営業日前の何時）の、どちらか一方を書いてください',
    ],
    [
      '二つある開放',
      { unusedPlaces: [unused, { channels: ['counter'], minutesBefore: 60, venues: ['oya'] }] },
      'booking.unusedPlaces[1]',
      'booking.unusedPlaces[0] と、同じ拠点・受付区分・方法の開放が 2 回書かれています',
    ],
    [
      'ない受付区分',
      { unusedPlaces: [{ ...unused, lanes: ['moon'] }] },
      'booking.unusedPlaces[0].lanes[0]',
      '受付区分「moon」はありません',
    ],
    [
      '多すぎる見込み',
      { overbooking: { ...over, mostPercent: 11 } },
      'booking.overbooking.mostPercent',
      '1 から 10 までの整数を書いてください',
    ],
    [
      'ない拠点',
      { overbooking: { ...over, venues: ['moon'] } },
      'booking.overbooking.venues[0]',
      '拠点「moon」はありません',
    ],
  ])('%sは、どこをどうするかを言われる', (_, it, place, message) => {
    expect(told(it)).toEqual(at(place, message))
  })
})

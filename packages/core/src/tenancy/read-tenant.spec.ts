import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import { laneOf, proceduresFor } from './policy-rules.ts'
import { ProcedureDocument } from './procedure-document.ts'
import { readTenant, readTenantFile, slugsIn } from './read-tenant.ts'
import { policyIn } from './tenant-file.ts'

const tenantsDir = join(import.meta.dirname, '../../../../tenants')
const good = () => JSON.parse(readFileSync(join(tenantsDir, 'ageo/tenant.json'), 'utf8'))

/** What the operator is told after one change to a file that was right. */
// biome-ignore lint/suspicious/noExplicitAny: the point is to write what no type allows
function told(spoil: (file: any) => void): string[] {
  const file = good()
  spoil(file)
  const read = readTenantFile('ageo', JSON.stringify(file))
  return read.ok ? [] : read.problems
}

describe('the tenants that ship', () => {
  it('are read without a problem, each in a folder of its own name', async () => {
    const slugs = await slugsIn(tenantsDir)
    expect(slugs).toEqual(expect.arrayContaining(['ageo', 'minase']))
    for (const slug of slugs) expect(await readTenant(tenantsDir, slug)).toMatchObject({ ok: true })
  })

  it('differ in rules, languages, hosts and venues, so that isolation shows', async () => {
    const [ageo, minase] = await Promise.all(['ageo', 'minase'].map((it) => readTenant(tenantsDir, it)))
    if (!ageo?.ok || !minase?.ok) throw new Error('unreadable')
    expect(minase.value.file.languages).toEqual(['ja', 'en'])
    expect(ageo.value.file.languages).toEqual(['ja', 'ja-easy', 'en'])
    expect(policyIn(minase.value.file).booking).not.toEqual(policyIn(ageo.value.file).booking)
    expect(minase.value.file.fictional).toBe(true)
    expect(ageo.value.file.venues.every((it) => !it.confirmed)).toBe(true)
  })

  it(`lead from the letter in hand to procedures and their lane ${req('1.F.13')}`, async () => {
    const ageo = await readTenant(tenantsDir, 'ageo')
    if (!ageo.ok) throw new Error('unreadable')
    const policy = policyIn(ageo.value.file)
    expect(proceduresFor(policy, 'pickup').map((it) => it.code)).toEqual(['P01', 'P02', 'P03', 'P04', 'P05'])
    expect(proceduresFor(policy, 'renewal').map((it) => it.code)).toEqual(['P09'])
    expect(laneOf(policy, 'P11')?.code).toBe('certificate')
    expect(laneOf(policy, 'P99')).toBeUndefined()
  })

  it(`offer all nineteen procedures with minutes, things to bring and fees ${req('2.C.1')}`, async () => {
    const ageo = await readTenant(tenantsDir, 'ageo')
    if (!ageo.ok) throw new Error('unreadable')
    const { procedures } = ageo.value.file
    expect(procedures.map((it) => it.code)).toEqual(
      Array.from({ length: 19 }, (_, n) => `P${String(n + 1).padStart(2, '0')}`),
    )
    const fees = Object.fromEntries(procedures.map((it) => [it.code, it.fees.map(({ yen }) => yen)]))
    expect(fees).toMatchObject({ P02: [0, 1000], P03: [1000, 800], P08: [2000, 1800, 0] })
    expect(fees).toMatchObject({ P10: [0, 200], P14: [0, 1000] })
    expect(procedures.filter((it) => it.booking === 'none').map((it) => it.code)).toEqual([
      'P12',
      'P16',
      'P18',
    ])
  })

  it('were once written without papers and fees, and are still read', () => {
    const words = { ja: '再交付' }
    const old = {
      code: 'P03',
      name: words,
      description: words,
      minutes: 20,
      letter: 'pickup',
      needsCard: true,
    }
    const read = ProcedureDocument.parse({ ...old, bring: [], feeYen: 1000 })
    expect(read).toMatchObject({ booking: 'required', papers: 'none', fees: [{ yen: 1000 }] })
  })
})

const own = { opensDaysBefore: 14, opensAt: '09:00', closesMinutesBefore: 60 }

/** The same hours in the evening, without booking. */
const evening = (hours: object) => ({
  ...hours,
  mode: 'no-booking',
  periods: [{ from: '17:30', until: '19:00' }],
})

describe(`a tenant file with a mistake says where it is and what to do ${req('1.C.3')}`, () => {
  it.each([
    [
      'コードの書き方',
      (it) => (it.venues[2].code = '原市'),
      'venues[2].code：小文字の英数字とハイフンで書いてください（例：city-hall）',
    ],
    ['団体コード', (it) => (it.code = '112195'), 'code：団体コードの検査数字（6 桁目）が合いません'],
    ['ない項目', (it) => delete it.contact.telephone, 'contact.telephone：この項目は必要です'],
    [
      'つづり',
      (it) => (it.booking.opensDayBefore = 3),
      'booking：知らない項目「opensDayBefore」があります。つづりを確かめてください',
    ],
    [
      '型',
      (it) => (it.venues[0].confirmed = 'no'),
      'venues[0].confirmed：true または false を書いてください',
    ],
    [
      '選択肢',
      (it) => (it.procedures[0].letter = 'blue'),
      'procedures[0].letter：pickup、renewal、none のどれかを書いてください',
    ],
    [
      'ない日',
      (it) => (it.calendar.specialOpenings[0].date = '2027-02-29'),
      'calendar.specialOpenings[0].date：日付は 2026-11-28 のように、実在する日を書いてください',
    ],
    [
      'やさしい日本語の文',
      (it) => delete it.venues[1].name['ja-easy'],
      'venues[1].name["ja-easy"]：やさしい日本語の文がありません',
    ],
    ['英語の文', (it) => delete it.texts.late.en, 'texts.late.en：英語の文がありません'],
    [
      '同じコード',
      (it) => (it.venues[1].code = 'city-hall'),
      'venues[1].code：拠点のコード「city-hall」が 2 回あります',
    ],
    [
      'ない手続',
      (it) => it.lanes[0].procedures.push('P99'),
      'lanes[0].procedures[5]：手続「P99」は procedures にありません',
    ],
    [
      '受付区分のない手続',
      (it) => it.lanes[0].procedures.shift(),
      'procedures[0].code：手続「P01」はどの受付区分にも入っていません',
    ],
    [
      '予約のない手続きの来庁のしかた',
      (it) => delete it.procedures[11].howToCome,
      'procedures[11].howToCome：予約のない手続きには、来庁のしかたが要ります',
    ],
    [
      '代理の方の受け取りの受付区分',
      (it) => it.lanes[2].procedures.push(it.lanes[0].procedures.pop()),
      'procedures[4].comer：代理の方の受け取りは、ほかの受け取りと同じ受付区分に入れてください',
    ],
    [
      'ない拠点',
      (it) => (it.calendar.weekly[0].venues = ['town-hall']),
      'calendar.weekly[0].venues[0]：拠点「town-hall」はありません',
    ],
    [
      '逆の時間',
      (it) => (it.calendar.weekly[0].periods[0].until = '08:00'),
      'calendar.weekly[0].periods[0].until：終わり 08:00 が、始まり 09:00 より後ではありません',
    ],
    [
      '20 時を過ぎる時間',
      (it) => (it.calendar.weekly[0].periods[0].until = '20:01'),
      'calendar.weekly[0].periods[0]：20:00 より後に終わる枠ができます。全国のサーバは 20:00 までです',
    ],
    [
      '枠の入らない時間',
      (it) => (it.calendar.weekly[0].periods[0].until = '09:20'),
      'calendar.weekly[0].periods[0]：30 分の枠が 1 つも入りません',
    ],
    [
      '定員を超える上限',
      (it) => (it.calendar.weekly[0].channels.web = 9),
      'calendar.weekly[0].channels.web：上限 9 が、枠の定員 6 を超えています',
    ],
    [
      '重なる時間',
      (it) => it.calendar.weekly.push(it.calendar.weekly[0]),
      'calendar.weekly[7]：calendar.weekly[0] と、同じ拠点・受付区分・曜日で時間が重なっています',
    ],
    [
      '知らない受付のしかた',
      (it) => (it.calendar.weekly[0].mode = 'free'),
      'calendar.weekly[0].mode：booking-only、booking-first、no-booking のどれかを書いてください',
    ],
    [
      '混ざった受付のしかた',
      (it) => it.calendar.weekly.push(evening(it.calendar.weekly[0])),
      'calendar.weekly[7].mode：calendar.weekly[0] と、同じ拠点・受付区分・曜日で受付のしかた（mode）が違います',
    ],
    [
      '臨時開庁で混ざった受付のしかた',
      (it) => it.calendar.specialOpenings[0].hours.push(evening(it.calendar.specialOpenings[0].hours[0])),
      'calendar.specialOpenings[0].hours[2].mode：同じ日・受付区分で受付のしかた（mode）が違います',
    ],
    [
      '予約不要の最後の枠',
      (it) => {
        it.calendar.weekly[0].mode = 'no-booking'
        it.calendar.weekly[0].periods[0].lastStart = '11:00'
      },
      'calendar.weekly[0].periods[0].lastStart：予約不要の受付に枠はありません。lastStart を消してください',
    ],
    [
      '短い枠作り',
      (it) => (it.booking.generateDays = 10),
      'booking.generateDays：枠を作る日数 10 が、予約を受け付ける日数 30 より短くなっています',
    ],
    [
      '長い受付の期間',
      (it) => (it.booking.windows = [{ ...own, channels: ['telephone'], opensDaysBefore: 90 }]),
      'booking.windows[0].opensDaysBefore：枠を作る日数 60 が、予約を受け付ける日数 90 より短くなっています',
    ],
    [
      '受付の期間のない拠点',
      (it) => (it.booking.windows = [{ ...own, venues: ['moon'] }]),
      'booking.windows[0].venues[0]：拠点「moon」はありません',
    ],
    [
      'どこのものでもない受付の期間',
      (it) => (it.booking.windows = [own]),
      'booking.windows[0]：venues か channels を書いてください。どこでも同じ期間は booking に書きます',
    ],
    [
      '二つある受付の期間',
      (it) =>
        (it.booking.windows = [
          { ...own, venues: ['city-hall'] },
          { ...own, channels: ['web'] },
          { ...own, venues: ['oya', 'city-hall'] },
        ]),
      'booking.windows[2]：booking.windows[0] と、同じ拠点・方法の受付の期間が 2 回書かれています',
    ],
    [
      '始まる前に終わる受付',
      (it) => (it.booking.windows = [{ ...own, channels: ['web'], closesBusinessDaysBefore: 15 }]),
      'booking.windows[0].closesBusinessDaysBefore：受付の終わりが、始まりより前になっています',
    ],
    [
      '始まる前に終わる受付（分）',
      (it) => (it.booking.closesMinutesBefore = 31 * 24 * 60),
      'booking.closesMinutesBefore：受付の終わりが、始まりより前になっています',
    ],
    [
      '枠より長い手続',
      (it) => (it.procedures[0].minutes = 45),
      'procedures[0].minutes：手続にかかる 45 分が、受付区分のいちばん短い枠 30 分より長くなっています',
    ],
    [
      '半端なアドレス',
      (it) => (it.addressList[0].cidr = '127.0.0.1/8'),
      'addressList[0].cidr：アドレスの範囲の、/ の数より後ろのビットは 0 にしてください（例：192.0.2.0/24）',
    ],
    [
      '架空の自治体の団体コード',
      (it) => (it.fictional = true),
      'code：架空の自治体には、実在しない団体コード（48 以上で始まるもの）を付けてください',
    ],
    [
      'どこにもない団体コード',
      (it) => (it.code = '999997'),
      'code：都道府県の番号は 01 から 47 までです。架空の自治体なら "fictional": true を書いてください',
    ],
    [
      '長い IPv6',
      (it) => (it.addressList[1].cidr = '2001:0DB8:0::/32'),
      'addressList[1].cidr：IPv6 のアドレスは、小文字で、いちばん短く書いてください（例：2001:db8::/32）',
    ],
    [
      '確認の済んだ拠点の行き方',
      (it) => (it.venues[1].confirmed = true),
      'venues[1].access：確認の済んだ拠点には、所在地と行き方が要ります',
    ],
    [
      'ホスト名',
      (it) => (it.hosts.booking = ['http://ageo.localhost:3000']),
      'hosts.booking[0]：ホスト名を小文字で、ポート番号や https:// を付けずに書いてください（例：ageo.localhost）',
    ],
    [
      'アドレスの範囲',
      (it) => (it.addressList[0].cidr = '127.0.0.0/40'),
      'addressList[0].cidr：アドレスの範囲を 192.0.2.0/24 や 2001:db8::/32 のように書いてください',
    ],
    [
      'フォルダーの名前',
      (it) => (it.slug = 'ageo-shi'),
      'slug：フォルダーの名前「ageo」と同じにしてください',
    ],
    // biome-ignore lint/suspicious/noExplicitAny: as above
  ] as [string, (it: any) => void, string][])('%s', (_what, spoil, sentence) => {
    expect(told(spoil)).toContain(`tenants/ageo/tenant.json の ${sentence}`)
  })

  it('tells every mistake at once', () => {
    const problems = told((it) => {
      it.code = '1'
      it.kana = 'アゲオ'
    })
    expect(problems).toHaveLength(2)
  })

  it('says when the file is no JSON at all, and when there is none', async () => {
    expect(readTenantFile('ageo', '{,}')).toEqual({
      ok: false,
      problems: ['tenants/ageo/tenant.json：JSON として読めません。コンマと括弧の対を確かめてください'],
    })
    expect(await readTenant(tenantsDir, 'nowhere')).toEqual({
      ok: false,
      problems: ['tenants/nowhere/tenant.json：ファイルがありません'],
    })
  })
})

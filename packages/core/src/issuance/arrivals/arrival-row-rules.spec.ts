import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../../calendar.ts'
import { looksLikeMyNumber, myNumberCheckDigit } from '../my-number-rules.ts'
import { type ArrivalRules, arrivalFrom } from './arrival-row-rules.ts'
import { ALWAYS_REQUIRED, ARRIVAL_FIELDS, type ArrivalTexts } from './arrival-rules.ts'

const rules: ArrivalRules = {
  required: new Set(ALWAYS_REQUIRED),
  dates: ['western', 'wareki'],
  kinds: new Map([['新規', 'new']]),
  venues: new Map([['市役所', 'city-hall']]),
  yesNo: new Map([
    ['有', true],
    ['無', false],
  ]),
  today: '2026-11-23' as PlainDate,
}

const line: Required<ArrivalTexts> = {
  boxNumber: 'B2611000',
  applicationId: '00798913814265599756373',
  noticeNumber: 'n8b-657127',
  serialNumber: '25675f55153913fa',
  name: '桒原　美咲 ',
  kana: 'ｸﾜﾊﾞﾗ ﾐｻｷ',
  birthDate: '平成6年2月7日',
  postalCode: '〒362-0021',
  address: '埼玉県上尾市柏座1-2-3',
  kind: '新規',
  appliedOn: '令和8年10月5日',
  issuedOn: '2026/10/27',
  expiresOn: '20360207',
  signatureCertificate: '有',
  userCertificate: '無',
  venue: '市役所',
}
const read = (over: ArrivalTexts = {}) => arrivalFrom({ ...line, ...over }, rules)
const problemsOf = (over: ArrivalTexts) => {
  const row = read(over)
  return row.ok ? [] : row.problems
}
const number = (() => {
  const eleven = '31415926535'
  return eleven + myNumberCheckDigit([...eleven].map(Number))
})()

describe('a line that says everything', () => {
  it(`becomes a card: dates are dates, kana are wide, ids keep their leading zeros ${req('1.E.4')}`, () => {
    expect(read()).toEqual({
      ok: true,
      warnings: [],
      texts: line,
      arrival: {
        boxNumber: 'B2611000',
        applicationId: '00798913814265599756373',
        noticeNumber: 'N8B657127',
        serialNumber: '25675F55153913FA',
        name: '桒原　美咲 ',
        kana: 'クワバラ ミサキ',
        birthDate: '1994-02-07',
        postalCode: '3620021',
        address: '埼玉県上尾市柏座1-2-3',
        kind: 'new',
        appliedOn: '2026-10-05',
        issuedOn: '2026-10-27',
        expiresOn: '2036-02-07',
        signatureCertificate: true,
        userCertificate: false,
        venue: 'city-hall',
      },
    })
  })

  it.each(['神田　隆', '𠮷野　葛󠄀子', '辻󠄁', 'José  Ñandú', ' 森　鷗外　'])(
    `keeps the name as it came, to the last code unit ${req('1.E.9')}: %s`,
    (name) => {
      const row = read({ name })
      expect(row.ok && [...row.arrival.name].map((it) => it.codePointAt(0))).toEqual(
        [...name].map((it) => it.codePointAt(0)),
      )
    },
  )

  it('may leave out all but the five things without which a card is of no use', () => {
    const little = Object.fromEntries(ALWAYS_REQUIRED.map((field) => [field, line[field]]))
    const row = arrivalFrom(little, rules)
    expect(row.ok && row.arrival.address).toBeNull()
    expect(row.ok && row.arrival.signatureCertificate).toBeNull()
    expect(row.ok && row.warnings).toEqual([{ field: 'kana', reason: 'kana-missing' }])
  })

  it('warns of 〓 in the name, and takes the line', () => {
    expect(read({ name: '〓田　花子' })).toMatchObject({
      ok: true,
      warnings: [{ field: 'name', reason: 'name-unclear' }],
    })
  })
})

describe('a line with something wrong', () => {
  it.each<[ArrivalTexts, object]>([
    [
      { birthDate: '昭和64年1月8日' },
      { field: 'birthDate', reason: 'birth-date-outside-its-era', detail: { value: '昭和64年1月8日' } },
    ],
    [{ birthDate: '2026-11-24' }, { field: 'birthDate', reason: 'birth-date-in-the-future' }],
    [{ birthDate: '' }, { field: 'birthDate', reason: 'value-missing' }],
    [
      { expiresOn: '令和8年2月30日' },
      { field: 'expiresOn', reason: 'no-such-date', detail: { value: '令和8年2月30日' } },
    ],
    [{ appliedOn: '平成38年1月1日' }, { field: 'appliedOn', reason: 'date-outside-its-era' }],
    [{ issuedOn: 'きのう' }, { field: 'issuedOn', reason: 'not-a-date' }],
    [
      { applicationId: '7621823788881543924692' },
      { field: 'applicationId', reason: 'application-id-length', detail: { digits: 22 } },
    ],
    [{ applicationId: '8.61258E+22' }, { field: 'applicationId', reason: 'spreadsheet-damaged-number' }],
    [
      { applicationId: '7621823788881543924692X' },
      { field: 'applicationId', reason: 'application-id-letters' },
    ],
    [{ noticeNumber: 'WG6963810' + '0' }, { field: 'noticeNumber', reason: 'notice-number-shape' }],
    [{ serialNumber: '12345' }, { field: 'serialNumber', reason: 'serial-number-shape' }],
    [{ postalCode: '362001' }, { field: 'postalCode', reason: 'postal-code-shape' }],
    [{ name: '' }, { field: 'name', reason: 'name-missing' }],
    [{ name: '　 ' }, { field: 'name', reason: 'name-missing' }],
    [{ name: '上尾\uE000太郎' }, { field: 'name', reason: 'gaiji' }],
    [{ name: '上尾\u202E太郎' }, { field: 'name', reason: 'direction-control' }],
    [{ name: '上尾\uFFFD太郎' }, { field: 'name', reason: 'undecodable' }],
    [{ name: '上尾\n太郎' }, { field: 'name', reason: 'control-character' }],
    [{ name: '名'.repeat(201) }, { field: 'name', reason: 'too-long', detail: { limit: 200, length: 201 } }],
    [{ kind: '返納' }, { field: 'kind', reason: 'unknown-kind', detail: { value: '返納' } }],
    [{ venue: '鴻巣市役所' }, { field: 'venue', reason: 'unknown-venue', detail: { value: '鴻巣市役所' } }],
    [{ venue: '' }, { field: 'venue', reason: 'value-missing' }],
    [{ signatureCertificate: '？' }, { field: 'signatureCertificate', reason: 'unknown-yes-no' }],
  ])('is refused for it: %j', (over, problem) => {
    expect(problemsOf(over)).toEqual([expect.objectContaining(problem)])
  })

  it('is told everything at once', () => {
    const reasons = problemsOf({ name: '', venue: '鴻巣市役所', birthDate: '平成31年5月1日' }).map(
      (it) => it.reason,
    )
    expect(reasons).toEqual(['name-missing', 'birth-date-outside-its-era', 'unknown-venue'])
  })

  it('is refused with the earlier line that has the same 申請書ID', () => {
    const row = arrivalFrom(line, rules, (id) => (id === line.applicationId ? 12 : undefined))
    expect(!row.ok && row.problems).toEqual([
      { field: 'applicationId', reason: 'same-application-id', detail: { line: 12 } },
    ])
  })

  it('keeps its texts as they were received, without what a database cannot hold', () => {
    const row = read({ name: '', address: `上尾${String.fromCharCode(0, 0xd842)}` })
    expect(!row.ok && row.texts).toEqual({ ...line, name: '', address: '上尾\uFFFD\uFFFD' })
  })
})

describe(`a line in which somebody wrote a 個人番号 ${req('1.E.8')}`, () => {
  it.each(ARRIVAL_FIELDS)('is refused with the name of the field: %s', (field) => {
    const row = read({ [field]: field === 'applicationId' ? number : `番号 ${number}` })
    expect(!row.ok && row.problems).toEqual([{ field, reason: 'my-number-in-field', detail: {} }])
  })

  it.each(ARRIVAL_FIELDS)('never gives the number out again: %s', (field) => {
    const row = read({ [field]: `${number}　昭和64年1月8日`, venue: `鴻巣市役所${number}` })
    expect(row.ok).toBe(false)
    expect(JSON.stringify(row)).not.toContain(number)
    expect(looksLikeMyNumber(JSON.stringify(row))).toBe(false)
  })

  it('is refused again while the mask stands in the field', () => {
    const masked = read({ address: `上尾市 ${number}` })
    expect(!masked.ok && masked.texts.address).toBe('上尾市 ************')
    expect(problemsOf({ address: '上尾市 ************' })).toEqual([
      { field: 'address', reason: 'mask-left-in-field', detail: {} },
    ])
  })

  it('is not confused by a 製造番号 that has such a run, as one in some hundreds has', () => {
    const row = read({ serialNumber: `${number}ABCD` })
    expect(row.ok && row.arrival.serialNumber).toBe(`${number}ABCD`)
    expect(problemsOf({ serialNumber: number })[0]?.reason).toBe('my-number-in-field')
  })
})

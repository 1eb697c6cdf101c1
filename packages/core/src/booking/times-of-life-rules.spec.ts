import { req } from '@madoguchi/config/req.ts'
import { describe, expect, it } from 'vitest'
import type { PlainDate } from '../calendar.ts'
import { endsWithStay, type LifeFacts, lifeNotes, renewalWindow } from './times-of-life-rules.ts'

const day = (text: string) => text as PlainDate
const notesOf = (it: Partial<LifeFacts>) =>
  lifeNotes({ papers: 'pickup', birthDate: null, expiresOn: null, on: day('2026-12-08'), ...it })
const kindsOf = (it: Partial<LifeFacts>) => notesOf(it).map(({ kind }) => kind)

describe(`15歳と18歳 ${req('2.C.5')}`, () => {
  it.each([
    ['2011-12-09', ['no-signature', 'turns-15']],
    ['2011-12-08', []],
    ['2012-03-08', ['no-signature', 'turns-15']],
    ['2012-03-09', ['no-signature']],
  ])('a visit on 2026-12-08 of somebody born on %s', (birthDate, kinds) => {
    expect(kindsOf({ birthDate: day(birthDate) })).toEqual(kinds)
  })

  it.each([
    ['2008-12-09', ['five-years', 'turns-18']],
    ['2008-12-08', []],
    ['2010-01-01', ['five-years']],
  ])('an application on 2026-12-08 of somebody born on %s', (birthDate, kinds) => {
    expect(kindsOf({ papers: 'apply', birthDate: day(birthDate) })).toEqual(kinds)
  })

  it('says nothing of a birth date that nobody has told', () => {
    expect(kindsOf({})).toEqual([])
  })
})

describe(`有効期限と在留期限 ${req('2.C.5')}`, () => {
  it.each([
    ['2027-03-09', '2026-12-10'],
    ['2027-05-31', '2027-03-01'],
    ['2027-02-28', '2026-11-29'],
  ])('what ends on %s is renewed from %s', (until, from) => {
    expect(renewalWindow(day(until))).toEqual({ from, until })
  })

  it.each(['2026-11-28', '2026-11-30', '2026-12-01', '2027-02-28', '2028-02-29'])(
    'the certificates that a visit on %s may renew are those whose window has begun, and no more',
    (on) => {
      const [note] = notesOf({ papers: 'card', clock: 'certificate-window', on: day(on) })
      const last = note?.until ?? day('')
      expect(renewalWindow(last).from <= on).toBe(true)
      const next = new Date(`${last}T00:00:00Z`)
      next.setUTCDate(next.getUTCDate() + 1)
      expect(renewalWindow(day(next.toISOString().slice(0, 10))).from > on).toBe(true)
    },
  )

  it('a card ends on a birthday, or with the stay of its owner, to whom nobody writes', () => {
    const birthDate = day('1990-04-01')
    expect(endsWithStay(birthDate, day('2036-04-01'))).toBe(false)
    expect(endsWithStay(day('1992-02-29'), day('2031-02-28'))).toBe(false)
    expect(notesOf({ birthDate, expiresOn: day('2036-04-01') })).toEqual([
      { kind: 'card-expires', date: '2036-04-01', until: '2036-01-02' },
    ])
    expect(kindsOf({ birthDate, expiresOn: day('2027-09-30') })).toEqual(['stay-limits'])
    expect(kindsOf({ birthDate, expiresOn: day('2026-12-07') })).toEqual(['card-expired'])
  })
})

describe(`日数で決まる手続き ${req('2.C.5')}`, () => {
  it.each([
    ['moved-in', '2026-09-09'],
    ['within-30-days', '2026-11-08'],
    ['before-card-expiry', '2026-12-08'],
    ['before-departure', '2026-12-09'],
  ] as const)('%s, on a visit on 2026-12-08, is reckoned from %s', (clock, date) => {
    expect(notesOf({ papers: 'card', clock })).toEqual([{ kind: clock, date }])
  })
})

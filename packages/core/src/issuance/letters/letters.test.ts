import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardId, ImportId } from '../../kernel.ts'
import { keys, now, openTowns, type Towns } from '../arrivals/testing/town.ts'
import { inquiryHmac } from '../inquiry-hmac.ts'
import { readInquiryNumber } from '../inquiry-number-rules.ts'
import { lettersWaiting, nextLetters } from './letters-waiting.ts'
import type { Letter } from './open-letters.ts'
import { officerOf, openNext, takeIn } from './testing/letter-office.ts'

let towns: Towns
let importId: ImportId
let letters: Letter[] = []
beforeAll(async () => {
  towns = await openTowns()
  importId = await takeIn(towns, towns.ageo)
})
afterAll(() => towns.close())

const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const waiting = async () => (await lettersWaiting(towns.db, towns.ageo, later(60))).waiting

describe(`opening the letters of fixture a for print ${req('1.E.14')}`, () => {
  it('is offered import by import, with the names in the order of the file', async () => {
    expect(await waiting()).toEqual([
      { id: importId, fileName: '到着一覧.csv', committedAt: now, waiting: 312 },
    ])
    const next = await nextLetters(towns.db, towns.ageo, importId)
    expect(next.names).toHaveLength(200)
    expect(next).toEqual(await nextLetters(towns.db, towns.ageo, null))
  })

  it('is refused to whom it is not given', async () => {
    const officer = { ...officerOf(towns.ageo), roles: ['part_time', 'auditor', 'branch'] as const }
    expect(await openNext(towns, towns.ageo, importId, now, { officer })).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
  })

  it('gives at most 200, once, however often it is pressed', async () => {
    const { first } = await nextLetters(towns.db, towns.ageo, importId)
    const press = () => openNext(towns, towns.ageo, importId, later(1), { first: first ?? '' })
    const answers = await Promise.all([press(), press(), press()])
    const opened = answers.filter((it) => it.ok)
    expect(opened).toHaveLength(1)
    expect(answers.filter((it) => !it.ok && it.reason === 'opened-meanwhile')).toHaveLength(2)
    letters = opened[0]?.ok ? opened[0].value.letters : []
    expect(letters).toHaveLength(200)
    expect(opened[0]).toMatchObject({ value: { openedOn: '2026-11-23', more: true } })
    expect(await waiting()).toMatchObject([{ waiting: 112 }])
  })

  it('gives each letter all that its reader needs, and the number by which the database knows the card', async () => {
    const [letter] = letters
    expect(letter).toEqual({
      cardId: expect.any(String),
      number: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{12}$/),
      name: expect.any(String),
      postalCode: expect.stringMatching(/^\d{7}$/),
      address: expect.stringContaining('上尾市'),
      venue: { name: expect.any(String), address: expect.any(String), telephone: expect.any(String) },
      deadlineOn: '2027-02-21',
      bring: expect.objectContaining({ items: expect.arrayContaining([{ kind: 'notice' }]) }),
    })
    for (const { cardId, number } of letters) {
      expect(readInquiryNumber(number).ok).toBe(true)
      const hmac = inquiryHmac(keys.pepper, towns.ageo.tenantId, number)
      const [row] = await towns.owner`
        select n.card_id, n.sealed, n.letter_made_at, c.deadline_on, c.state
        from app.inquiry_numbers n join app.cards c on c.id = n.card_id where n.number_hmac = ${hmac}`
      expect(row).toEqual({
        cardId,
        sealed: null,
        letterMadeAt: later(1),
        deadlineOn: '2027-02-21',
        state: 'received',
      })
    }
  })

  it('writes into the custody of each card who opened its letter, from where and when', async () => {
    const events = await towns.owner`
      select act, from_state, to_state, actor_id, terminal, occurred_at from app.custody_events
      where card_id = ${letters[7]?.cardId ?? ''} order by seq`
    expect(events.at(-1)).toEqual({
      act: 'print_letter',
      fromState: 'received',
      toState: 'received',
      actorId: towns.ageo.subjectId,
      terminal: '192.0.2.7',
      occurredAt: later(1),
    })
  })

  it('tells the bring list by the kind of card, as the municipality’s rules have it', async () => {
    const kinds = await towns.owner<{ id: CardId; kind: string }[]>`select id, kind from app.cards`
    const kindOf = new Map(kinds.map((it) => [it.id, it.kind]))
    const old = 'いまお使いのマイナンバーカード（返納していただきます）'
    const own = (it: (typeof letters)[number]) =>
      it.bring?.items.flatMap((item) => (item.kind === 'own' ? [item.text.ja] : []))
    for (const it of letters) expect(own(it)?.includes(old)).toBe(kindOf.get(it.cardId) === 'renewal')
  })

  it('leaves out a card whose owner has it already, and keeps a deadline on record', async () => {
    const { names } = await nextLetters(towns.db, towns.ageo, importId)
    const rows = await towns.owner<{ id: string }[]>`
      select c.id from app.cards c
      join app.inquiry_numbers n on n.card_id = c.id and n.sealed is not null
      join app.arrival_rows r on r.card_id = c.id order by r.line limit 2`
    const [issued, kept] = rows.map((it) => it.id)
    await towns.owner`update app.cards set state = 'issued' where id = ${issued ?? ''}`
    await towns.owner`update app.cards set deadline_on = '2026-12-28' where id = ${kept ?? ''}`

    const opened = await openNext(towns, towns.ageo, null, later(2))
    const rest = opened.ok ? opened.value.letters : []
    expect(rest.map((it) => it.name)).toEqual(names.slice(1))
    expect(rest.find((it) => it.cardId === kept)?.deadlineOn).toBe('2026-12-28')
    expect(opened).toMatchObject({ value: { more: false } })
  })

  it('has nothing left to open then', async () => {
    expect(await waiting()).toEqual([])
    expect(await nextLetters(towns.db, towns.ageo, null)).toEqual({ first: null, names: [] })
    const first = '01900000-0000-7000-8000-000000000000'
    expect(await openNext(towns, towns.ageo, null, later(3), { first })).toEqual({
      ok: false,
      reason: 'nothing-to-print',
    })
  })

  it('is on record, newest first', async () => {
    const { openings } = await lettersWaiting(towns.db, towns.ageo, later(60))
    const opening = { staffId: towns.ageo.subjectId, by: '窓口 一郎', fileName: '到着一覧.csv' }
    expect(openings).toEqual([
      { ...opening, openedAt: later(2), letters: 111, live: 111 },
      { ...opening, openedAt: later(1), letters: 200, live: 200 },
    ])
  })

  it('never holds a number in plain text in any row', async () => {
    const dump = await towns.owner<{ text: string }[]>`
      select string_agg(n::text, ' ') || coalesce((select string_agg(e::text, ' ') from app.custody_events e), '')
        || coalesce((select string_agg(o::text, ' ') from app.outbox o), '') as text from app.inquiry_numbers n`
    for (const { number } of letters) expect(dump[0]?.text).not.toContain(number)
  })
})

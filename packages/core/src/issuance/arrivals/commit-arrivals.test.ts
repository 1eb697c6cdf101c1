import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ImportId, mintId } from '../../kernel.ts'
import { inquiryHmac } from '../inquiry-hmac.ts'
import { readInquiryNumber } from '../inquiry-number-rules.ts'
import { openSealedNumber } from '../sealed-number.ts'
import type { ArrivalTexts } from './arrival-rules.ts'
import { commitArrivals } from './commit-arrivals.ts'
import { correctArrivalRow } from './correct-arrival-row.ts'
import { discardArrivals } from './discard-arrivals.ts'
import { previewArrivals } from './preview-arrivals.ts'
import { branchB, fileA, fileB, jlisA, textA } from './testing/read-file.ts'
import { commitAll, commitStep, keys, now, openTowns, stage, type Towns } from './testing/town.ts'

let towns: Towns
let arrived: ImportId
beforeAll(async () => {
  towns = await openTowns()
  arrived = await stage(towns, towns.ageo, fileA)
})
afterAll(() => towns.close())

/** Fixture a with other 申請書ID, so that its cards are new to the municipality. */
const fileAgain = (prefix: number) => {
  let notices = 0
  return textA
    .replace(/,\d{6}(\d{16,17}),/g, `,0000${prefix}$1,`)
    .replace(/,[A-Z0-9]{3}-?\d{6},/g, () => `,Z${prefix}${String(++notices).padStart(6, '0')},`)
}

const cardsOf = async (importId: ImportId) => {
  const [row] = await towns.owner<[{ cards: number; people: number; numbers: number; events: number }]>`
    select count(distinct c.id)::integer as cards, count(distinct p.id)::integer as people,
      count(distinct n.id)::integer as numbers, count(distinct e.id)::integer as events
    from app.arrival_rows r
    join app.cards c on c.id = r.card_id
    left join app.card_people p on p.card_id = c.id
    left join app.inquiry_numbers n on n.card_id = c.id
    left join app.custody_events e on e.card_id = c.id
    where r.import_id = ${importId}`
  return row
}
const eachHas = (cards: number) => ({ cards, people: cards, numbers: cards, events: cards })
/** Everything that a municipality's good rows have become. */
const everything = (tenantId: string) => towns.owner<Record<string, unknown>[]>`
  select to_jsonb(c) as card, to_jsonb(q) as person, to_jsonb(n) as number, to_jsonb(e) as event
  from app.cards c
  join app.card_people q on q.card_id = c.id
  join app.inquiry_numbers n on n.card_id = c.id
  join app.custody_events e on e.card_id = c.id
  where c.tenant_id = ${tenantId} order by c.application_id`

describe('the good rows of fixture a', () => {
  it(`become cards in state 受領, with their person, their place and their first custody event ${req('1.E.6')} ${req('1.E.11')}`, async () => {
    const progress = await commitAll(towns, towns.ageo, arrived)
    expect(progress).toEqual({ good: 312, done: 312, unchanged: 0, finished: true })
    expect(await cardsOf(arrived)).toEqual(eachHas(312))

    const [card] = await towns.owner`
      select c.application_id, c.notice_number, c.serial_number, c.kind, v.code as venue, c.box_number, c.applied_on,
        c.issued_on, c.expires_on, c.signature_certificate, c.user_certificate, c.state, c.event_seq, p.label as place,
        q.name, q.kana, q.name_key, q.kana_key, q.birth_date, q.postal_code, q.address
      from app.cards c
      join app.card_people q on q.card_id = c.id
      join app.venues v on v.id = c.venue_id
      left join app.places p on p.id = c.place_id
      where c.application_id = '00798913814265599756373'`
    expect(card).toEqual({
      applicationId: '00798913814265599756373',
      noticeNumber: 'N8B657127',
      serialNumber: '25675F55153913FA',
      kind: 'new',
      venue: 'oya',
      boxNumber: 'B2611000',
      appliedOn: '2026-10-05',
      issuedOn: '2026-10-27',
      expiresOn: '2036-02-07',
      signatureCertificate: true,
      userCertificate: false,
      state: 'received',
      eventSeq: 1,
      place: '大谷支所',
      name: '桒原　美咲',
      kana: 'クワバラ ミサキ',
      nameKey: '桑原美咲',
      kanaKey: 'クワバラミサキ',
      birthDate: '1994-02-07',
      postalCode: '3620021',
      address: '埼玉県上尾市柏座1-2-3',
    })
    const events = await towns.owner`
      select distinct seq, act, from_state, to_state, terminal, actor_id, occurred_at from app.custody_events`
    const received = {
      seq: 1,
      act: 'receive',
      fromState: 'expected',
      toState: 'received',
      terminal: '受入端末1',
    }
    expect(events).toEqual([{ ...received, actorId: towns.ageo.subjectId, occurredAt: now }])
  })

  it(`each get a fresh 照会番号: only its HMAC can be searched, the number itself is sealed ${req('1.E.13')} ${req('1.E.14')}`, async () => {
    const { tenantId } = towns.ageo
    const rows = await towns.owner<{ cardId: string; numberHmac: Buffer; sealed: Buffer }[]>`
      select card_id, number_hmac, sealed from app.inquiry_numbers where tenant_id = ${tenantId} and voided_at is null`
    const numbers = rows.map((row) => openSealedNumber(keys.seal, tenantId, row.cardId, row.sealed))
    expect(new Set(numbers).size).toBe(312)
    for (const [at, number] of numbers.entries()) {
      expect(readInquiryNumber(number).ok).toBe(true)
      expect(rows[at]?.numberHmac).toEqual(inquiryHmac(keys.pepper, tenantId, number))
    }
  })

  it('are not kept a second time beside the cards', async () => {
    const states = await towns.owner`
      select state, count(*)::integer as n, count(*) filter (where arrival is not null or state <> 'bad' and cells <> '{}')::integer as kept,
        count(card_id)::integer as cards
      from app.arrival_rows where import_id = ${arrived} group by state order by state`
    expect(states).toEqual([
      { state: 'bad', n: 8, kept: 0, cards: 0 },
      { state: 'done', n: 312, kept: 0, cards: 312 },
    ])
  })
})

describe('the same file twice', () => {
  it(`changes nothing ${req('1.E.7')}`, async () => {
    const { db, ageo } = towns
    const before = await everything(ageo.tenantId)
    const again = await stage(towns, ageo, fileA)
    const preview = await previewArrivals(db, ageo, again)
    const earlier = { id: arrived, committedAt: now, rowsBad: 8 }
    expect(preview.ok && preview.value).toMatchObject({
      import: { rowsGood: 312, rowsUnchanged: 312 },
      earlier,
    })
    expect(await commitAll(towns, ageo, again)).toEqual({
      good: 312,
      done: 0,
      unchanged: 312,
      finished: true,
    })
    expect(await everything(ageo.tenantId)).toEqual(before)
  })

  it('with another 申請書ID for a 交付通知書番号 that a card has, is wrong in that line, until one of them is put right', async () => {
    const { db, ageo } = towns
    const other = textA.replace('86125783010210390756000', '86125783010210390756999')
    const importId = await stage(towns, ageo, other)
    const preview = await previewArrivals(db, ageo, importId)
    const clash = {
      field: 'noticeNumber',
      reason: 'notice-number-of-card',
      detail: { applicationId: '86125783010210390756000' },
    }
    expect(preview.ok && preview.value.bad[0]).toMatchObject({
      line: 2,
      cells: { name: '桒原　昴', noticeNumber: 'RZP104120' },
      problems: [clash],
    })
    const correct = (texts: ArrivalTexts) =>
      correctArrivalRow(db, ageo, { importId, line: 2, texts, profile: jlisA }, now)
    expect(await correct({})).toMatchObject({ ok: false, row: { problems: [clash] } })
    const line3 = textA.split('\r\n')[2]?.split(',')[2]
    expect(await correct({ noticeNumber: line3 ?? '' })).toMatchObject({
      row: { problems: [{ reason: 'same-notice-number', detail: { line: 3 } }] },
    })
    expect(await correct({ noticeNumber: 'ZZZ000001' })).toMatchObject({ ok: true })
    await discardArrivals(db, ageo, importId)
  })

  it('committed once more, it is finished as it was', async () => {
    const first = await commitAll(towns, towns.ageo, arrived)
    expect(first).toEqual({ good: 312, done: 312, unchanged: 0, finished: true })
    expect(await commitStep(towns, towns.ageo, arrived)).toEqual(first)
  })

  it('at the same time, by two officers, still makes one card for each', async () => {
    const [mine, yours] = [
      await stage(towns, towns.ageo, fileAgain(31)),
      await stage(towns, towns.ageo, fileAgain(31)),
    ]
    const [one, other] = await Promise.all([mine, yours].map((it) => commitAll(towns, towns.ageo, it)))
    expect((one?.done ?? 0) + (other?.done ?? 0)).toBe(312)
    expect((one?.unchanged ?? 0) + (other?.unchanged ?? 0)).toBe(312)
    expect(await cardsOf(mine)).toEqual(eachHas(312))
    expect(await cardsOf(yours)).toEqual(eachHas(312))
  })
})

describe('a commit that is interrupted', () => {
  it('goes on where it stood, whoever takes the next step', async () => {
    const importId = await stage(towns, towns.ageo, fileAgain(32))
    const step = () => commitStep(towns, towns.ageo, importId, 100)
    expect(await step()).toEqual({ good: 312, done: 100, unchanged: 0, finished: false })
    expect(await step()).toMatchObject({ done: 200, finished: false })
    expect(await cardsOf(importId)).toEqual(eachHas(200))
    const steps = await Promise.all([step(), step()])
    expect(steps.map((it) => it.done).toSorted()).toEqual([300, 312])
    expect(await cardsOf(importId)).toEqual(eachHas(312))
  })

  it('leaves nothing of the step that broke', async () => {
    const importId = await stage(towns, towns.ageo, fileAgain(33))
    await commitStep(towns, towns.ageo, importId, 100)
    const broken = { importId, terminal: '受入端末1', keys: { ...keys, seal: 'too short' }, limit: 100 }
    await expect(commitArrivals(towns.db, towns.ageo, broken, now)).rejects.toThrow()
    expect(await cardsOf(importId)).toEqual(eachHas(100))
    expect(await commitAll(towns, towns.ageo, importId)).toMatchObject({ done: 312, finished: true })
  })

  it(`finishes in the step that takes the last row, here of fixture b ${req('1.E.12')}`, async () => {
    const importId = await stage(towns, towns.ageo, fileB, branchB)
    expect(await commitStep(towns, towns.ageo, importId, 180)).toMatchObject({ done: 180, finished: true })
  })
})

describe('an import that cannot be committed', () => {
  it('is one that nobody began, or that was discarded', async () => {
    const commit = (importId: ImportId) =>
      commitArrivals(towns.db, towns.ageo, { importId, terminal: 't', keys }, now)
    expect(await commit(mintId<ImportId>())).toEqual({ ok: false, reason: 'no-such-import' })
    const importId = await stage(towns, towns.ageo, fileB, branchB)
    await discardArrivals(towns.db, towns.ageo, importId)
    expect(await commit(importId)).toEqual({ ok: false, reason: 'import-not-open' })
  })

  it('cannot be discarded once it is under way', async () => {
    const importId = await stage(towns, towns.ageo, fileAgain(34))
    await commitStep(towns, towns.ageo, importId, 10)
    expect(await discardArrivals(towns.db, towns.ageo, importId)).toEqual({
      ok: false,
      reason: 'import-not-open',
    })
  })
})

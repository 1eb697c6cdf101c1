import { req } from '@madoguchi/config/req.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CardId, ImportId } from '../../kernel.ts'
import { now, openTowns, type Towns } from '../arrivals/testing/town.ts'
import { cardRecord } from '../visit.ts'
import { confirmName, correctName } from './confirm-name.ts'
import { lettersWaiting, nextLetters } from './letters-waiting.ts'
import { officerOf, openNext, takeIn } from './testing/letter-office.ts'

const DAMAGED = '〓田　花子'
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

let towns: Towns
let importId: ImportId
let cardId: CardId
beforeAll(async () => {
  towns = await openTowns()
  importId = await takeIn(towns, towns.ageo)
})
afterAll(() => towns.close())

// The next card of the file whose letter waits: its name has lost a character.
beforeEach(async () => {
  const [row] = await towns.owner<[{ id: CardId }]>`
    select n.card_id as id from app.inquiry_numbers n join app.arrival_rows r on r.card_id = n.card_id
    where n.sealed is not null and not exists (select from app.name_checks k where k.card_id = n.card_id)
    order by r.line limit 1`
  cardId = row.id
  await towns.owner`update app.card_people set name = ${DAMAGED}, kana = 'タカタ ハナコ' where card_id = ${cardId}`
})

const correct = (name: string, over: Partial<Parameters<typeof correctName>[3]> = {}, at = later(5)) => {
  const typed = { name, kana: 'タカタ　ハナコ', reason: 'card_face' }
  return correctName(
    towns.db,
    towns.ageo,
    officerOf(towns.ageo),
    { cardId, shown: DAMAGED, ...typed, ...over },
    at,
  )
}
const confirm = (over: Partial<Parameters<typeof confirmName>[3]> = {}) => {
  const it = { cardId, shown: DAMAGED, reason: 'resident_register', ...over }
  return confirmName(towns.db, towns.ageo, officerOf(towns.ageo), it, later(6))
}
const record = async () => {
  const card = await cardRecord(towns.db, towns.ageo, cardId)
  if (!card) throw new Error('the card is gone')
  return card
}
const standing = async () => {
  const { held, waiting } = await lettersWaiting(towns.db, towns.ageo, later(60))
  return { held: held.map((it) => it.cardId), waiting: waiting.map((it) => it.waiting) }
}

describe(`the letter of a holder whose name has lost a character ${req('1.E.9')}`, () => {
  it('is held: no batch counts it, names it or opens it', async () => {
    expect(await standing()).toEqual({ held: [cardId], waiting: [311] })
    const { held } = await lettersWaiting(towns.db, towns.ageo, now)
    expect(held).toEqual([
      { cardId, name: DAMAGED, kana: 'タカタ ハナコ', fileName: '到着一覧.csv', held: 1 },
    ])
    for (const which of [importId, null])
      expect((await nextLetters(towns.db, towns.ageo, which)).names).not.toContain(DAMAGED)
    expect((await record()).nameHeld).toBe(true)
  })

  it('can be printed once an officer has corrected the name, which is on record for good', async () => {
    const before = (await record()).custody.length
    expect(await correct('髙田　花子')).toEqual({ ok: true, value: true })
    expect(await standing()).toEqual({ held: [], waiting: [312] })
    const card = await record()
    expect(card).toMatchObject({ name: '髙田　花子', kana: 'タカタ　ハナコ', nameHeld: false })
    expect(card.nameChecks).toEqual([
      {
        id: expect.any(String),
        outcome: 'corrected',
        nameBefore: DAMAGED,
        nameAfter: '髙田　花子',
        kanaBefore: 'タカタ ハナコ',
        kanaAfter: 'タカタ　ハナコ',
        reason: 'card_face',
        by: '窓口 一郎',
        terminal: '192.0.2.7',
        at: later(5),
      },
    ])
    expect(card.custody).toHaveLength(before)
    const [keys] = await towns.owner`select name_key, kana_key from app.card_people where card_id = ${cardId}`
    expect(keys).toEqual({ nameKey: '高田花子', kanaKey: 'タカタハナコ' })

    const opened = await openNext(towns, towns.ageo, importId, later(7))
    expect(opened.ok && opened.value.letters.find((it) => it.cardId === cardId)?.name).toBe('髙田　花子')
  })

  it('can be printed with the sign in it once an officer has confirmed that', async () => {
    expect(await confirm()).toEqual({ ok: true, value: true })
    const card = await record()
    expect(card).toMatchObject({ name: DAMAGED, nameHeld: false })
    expect(card.nameChecks).toMatchObject([{ outcome: 'confirmed', nameBefore: DAMAGED, nameAfter: DAMAGED }])
    expect((await nextLetters(towns.db, towns.ageo, null)).names).toContain(DAMAGED)
  })
})

describe('two officers who see to the same name', () => {
  it('do it once however often it is pressed', async () => {
    const presses = await Promise.all([1, 2, 3].map(() => correct('髙田　花子')))
    expect(presses).toEqual([1, 2, 3].map(() => ({ ok: true, value: true })))
    expect((await record()).nameChecks).toHaveLength(1)
  })

  it('do not overwrite each other: the second is told', async () => {
    await correct('髙田　花子')
    expect(await correct('高田　花子')).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect(await confirm()).toEqual({ ok: false, reason: 'changed-meanwhile' })
    expect((await record()).name).toBe('髙田　花子')
  })
})

describe('a name is left as it is', () => {
  const refused = async (answer: ReturnType<typeof correct>, reason: string) => {
    expect(await answer).toEqual({ ok: false, reason })
    expect(await record()).toMatchObject({ name: DAMAGED, nameHeld: true, nameChecks: [] })
  }

  it('when it was typed in a way that cannot be printed, or without saying how it is known', async () => {
    await refused(correct('〓田 花子'), 'name-damaged')
    await refused(correct('髙田\u0000花子'), 'name-characters')
    await refused(correct('髙田　花子', { reason: 'x' }), 'reason-missing')
    await refused(confirm({ reason: null }), 'reason-missing')
  })

  it('by whoever does not send letters', async () => {
    const officer = { ...officerOf(towns.ageo), roles: ['part_time', 'auditor', 'branch'] as const }
    const typed = { cardId, shown: DAMAGED, name: '髙田', kana: '', reason: 'card_face' }
    await refused(correctName(towns.db, towns.ageo, officer, typed, now), 'not-your-part')
  })

  it('on a card that its owner has', async () => {
    await towns.owner`update app.cards set state = 'issued' where id = ${cardId}`
    await refused(correct('髙田　花子'), 'card-not-here')
    await towns.owner`update app.cards set state = 'received' where id = ${cardId}`
  })

  it('when nothing would change, or nothing is to confirm', async () => {
    await towns.owner`update app.card_people set name = '試験 花子', kana = 'シケン' where card_id = ${cardId}`
    const same = { shown: '試験 花子', kana: 'シケン' }
    expect(await correct('試験 花子', same)).toEqual({ ok: false, reason: 'unchanged' })
    expect(await confirm({ shown: '試験 花子' })).toEqual({ ok: false, reason: 'nothing-to-confirm' })
  })
})

describe('how a name was made certain', () => {
  it('is never forgotten, by the owner of the table either', async () => {
    await correct('髙田　花子')
    const { owner } = towns
    for (const attempt of [
      owner`update app.name_checks set reason = null`,
      owner`delete from app.name_checks`,
    ])
      await expect(attempt).rejects.toThrow(/name checks are never changed or removed/)
  })
})

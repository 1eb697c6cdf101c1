import { req } from '@madoguchi/config/req.ts'
import type { Actor } from '@madoguchi/db'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardId, ImportId, StaffId } from '../../kernel.ts'
import { keys, now, openTowns, type Towns } from '../arrivals/testing/town.ts'
import { confirmName, correctName } from './confirm-name.ts'
import { lettersWaiting, nextLetters } from './letters-waiting.ts'
import { openLetters } from './open-letters.ts'
import { numberToReissue, reissueLetter, reissueOpening } from './reissue-letters.ts'
import { officerOf, openNext, takeIn } from './testing/letter-office.ts'

let towns: Towns
let importId: ImportId
let first: string
let cardId: CardId
beforeAll(async () => {
  towns = await openTowns()
  importId = await takeIn(towns, towns.ageo)
  const opened = await openNext(towns, towns.ageo, importId, now)
  if (!opened.ok) throw new Error(opened.reason)
  cardId = opened.value.letters[0]?.cardId as CardId
  first = (await nextLetters(towns.db, towns.ageo, importId)).first ?? ''
})
afterAll(() => towns.close())

describe(`the letters of 上尾市, for an officer of 水瀬町 ${req('1.D.1')}`, () => {
  it('are not there', async () => {
    const { db, minase } = towns
    expect(await lettersWaiting(db, minase, now)).toEqual({ waiting: [], held: [], openings: [] })
    expect(await nextLetters(db, minase, importId)).toEqual({ first: null, names: [] })
    expect(await nextLetters(db, minase, null)).toEqual({ first: null, names: [] })
    expect(await numberToReissue(db, minase, cardId)).toBeUndefined()
  })

  it('cannot be opened, though their ids are known', async () => {
    const { db, minase } = towns
    for (const which of [importId, null]) {
      const it = { importId: which, first, sealKey: keys.seal }
      expect(await openLetters(db, minase, officerOf(minase), it, now)).toEqual({
        ok: false,
        reason: 'nothing-to-print',
      })
    }
  })

  it('cannot be issued again', async () => {
    const { db, ageo, minase } = towns
    const live = await numberToReissue(db, ageo, cardId)
    const one = { cardId, numberId: live?.id ?? '', keys }
    expect(await reissueLetter(db, minase, officerOf(minase), one, now)).toEqual({
      ok: false,
      reason: 'no-such-card',
    })
    const all = { openedAt: now, staffId: ageo.subjectId as StaffId, keys }
    expect(await reissueOpening(db, minase, officerOf(minase), all, now)).toEqual({
      ok: true,
      value: { replaced: 0 },
    })
    expect(await numberToReissue(db, ageo, cardId)).toEqual(live)
  })
})

describe('a name of 上尾市, for an officer of 水瀬町', () => {
  it('is neither corrected nor confirmed', async () => {
    const { db, ageo, minase } = towns
    const [holder] = await towns.owner<[{ name: string }]>`
      select name from app.card_people where card_id = ${cardId}`
    const shown = { cardId, shown: holder.name, reason: 'card_face' }
    const typed = { ...shown, name: '別人 花子', kana: '' }
    const none = { ok: false, reason: 'no-such-card' }
    expect(await correctName(db, minase, officerOf(minase), typed, now)).toEqual(none)
    expect(await confirmName(db, minase, officerOf(minase), shown, now)).toEqual(none)
    expect((await correctName(db, ageo, officerOf(ageo), typed, now)).ok).toBe(true)
    const read = (actor: Actor) =>
      db.as(
        actor,
        (tx) => tx`select id from app.name_checks where card_id = ${cardId} -- tenant: the wall alone`,
      )
    expect([(await read(ageo)).length, (await read(minase)).length]).toEqual([1, 0])
  })
})

describe('a sealed number', () => {
  it('is nothing that the residents’ program may ask for', async () => {
    const visitor: Actor = { role: 'resident', tenantId: towns.ageo.tenantId, subjectId: null }
    const visitors = towns.open('web_booking')
    await expect(visitors.as(visitor, (tx) => tx`select sealed from app.inquiry_numbers`)).rejects.toThrow(
      /permission denied/,
    )
  })

  it('does not open under another key, and then stays closed', async () => {
    const { db, ageo } = towns
    const it = { importId, first, sealKey: Buffer.alloc(32, 7).toString('base64') }
    await expect(openLetters(db, ageo, officerOf(ageo), it, now)).rejects.toThrow()
    expect((await nextLetters(db, ageo, importId)).first).toBe(first)
  })

  it('does not open for another card of the same town: it was sealed for its own', async () => {
    const { db, ageo, owner } = towns
    await owner`
      update app.inquiry_numbers n set sealed = other.sealed
      from (select sealed from app.inquiry_numbers where id <> ${first} and sealed is not null limit 1) other
      where n.id = ${first}`
    const it = { importId, first, sealKey: keys.seal }
    await expect(openLetters(db, ageo, officerOf(ageo), it, now)).rejects.toThrow()
  })
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CardId, ImportId, StaffId } from '../../kernel.ts'
import { keys, now, openTowns, type Towns } from '../arrivals/testing/town.ts'
import { inquiryHmac } from '../inquiry-hmac.ts'
import { lettersWaiting, nextLetters } from './letters-waiting.ts'
import type { Letter } from './open-letters.ts'
import { numberToReissue, reissueLetter, reissueOpening } from './reissue-letters.ts'
import { officerOf, openNext, takeIn } from './testing/letter-office.ts'

const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

let towns: Towns
let importId: ImportId
let first: Letter
let opened: Letter[]
beforeAll(async () => {
  towns = await openTowns()
  importId = await takeIn(towns, towns.ageo)
  const answer = await openNext(towns, towns.ageo, importId, later(1))
  if (!answer.ok) throw new Error(answer.reason)
  opened = answer.value.letters
  first = opened[0] as Letter
})
afterAll(() => towns.close())

/** Is this number still good? */
const isLive = async ({ number }: Letter) => {
  const hmac = inquiryHmac(keys.pepper, towns.ageo.tenantId, number)
  const [row] = await towns.owner<{ live: boolean }[]>`
    select voided_at is null as live from app.inquiry_numbers where number_hmac = ${hmac}`
  return row?.live
}
const reissue = (cardId: CardId, numberId: string) =>
  reissueLetter(towns.db, towns.ageo, officerOf(towns.ageo), { cardId, numberId, keys }, later(9))
const waiting = async () =>
  (await lettersWaiting(towns.db, towns.ageo, later(60))).waiting.map((it) => it.waiting)
const liveIn = async (cardId: CardId) => {
  const live = await numberToReissue(towns.db, towns.ageo, cardId)
  if (!live) throw new Error('the card has no number')
  return live
}

describe('issuing one card’s 照会番号 again', () => {
  it('shows whose it is before, but never the number', async () => {
    const live = await liveIn(first.cardId)
    expect(live).toMatchObject({ name: first.name, sealed: false, letterMadeAt: later(1), state: 'received' })
    expect(JSON.stringify(live)).not.toContain(first.number)
  })

  it('voids the old one and lets a new letter wait, once however often it is pressed', async () => {
    const { id } = await liveIn(first.cardId)
    const presses = await Promise.all([1, 2, 3].map(() => reissue(first.cardId, id)))
    expect(presses).toEqual([1, 2, 3].map(() => ({ ok: true, value: true })))
    expect(await isLive(first)).toBe(false)
    expect(await waiting()).toEqual([113])
    const [row] = await towns.owner`
      select count(*)::integer as numbers, (count(*) filter (where voided_at is null))::integer as live
      from app.inquiry_numbers where card_id = ${first.cardId}`
    expect(row).toEqual({ numbers: 2, live: 1 })
    const [event] = await towns.owner`
      select act, actor_id from app.custody_events where card_id = ${first.cardId} order by seq desc limit 1`
    expect(event).toEqual({ act: 'reissue_number', actorId: towns.ageo.subjectId })
  })

  it('is not done while its letter still waits', async () => {
    const { id, sealed } = await liveIn(first.cardId)
    expect(sealed).toBe(true)
    expect(await reissue(first.cardId, id)).toEqual({ ok: false, reason: 'letter-waits' })
  })

  it('is not done for a card that its owner has, nor for one that we do not have', async () => {
    const card = opened[1] as Letter
    const { id } = await liveIn(card.cardId)
    await towns.owner`update app.cards set state = 'issued' where id = ${card.cardId}`
    expect(await reissue(card.cardId, id)).toEqual({ ok: false, reason: 'card-not-here' })
    const nobody = '01900000-0000-7000-8000-000000000000' as CardId
    expect(await reissue(nobody, id)).toEqual({ ok: false, reason: 'no-such-card' })
  })

  it('is not everybody’s part', async () => {
    const officer = { ...officerOf(towns.ageo), roles: ['part_time'] as const }
    const it = { cardId: first.cardId, numberId: '', keys }
    expect(await reissueLetter(towns.db, towns.ageo, officer, it, now)).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
  })
})

describe('letters whose print failed', () => {
  const fail = (officer = officerOf(towns.ageo)) => {
    const failed = { openedAt: later(1), staffId: towns.ageo.subjectId as StaffId, keys }
    return reissueOpening(towns.db, towns.ageo, officer, failed, later(20))
  }

  it('are all issued again but those replaced or handed over since; pressing again does nothing more', async () => {
    expect(await fail()).toEqual({ ok: true, value: { replaced: 198 } })
    expect(await fail()).toEqual({ ok: true, value: { replaced: 0 } })
    expect(await isLive(opened[50] as Letter)).toBe(false)
    expect(await isLive(opened[1] as Letter)).toBe(true)
    expect(await waiting()).toEqual([311])
  })

  it('are on record as replaced', async () => {
    const { openings } = await lettersWaiting(towns.db, towns.ageo, later(60))
    expect(openings).toMatchObject([{ letters: 200, live: 1, openedAt: later(1) }])
  })

  it('come out again in the same order, with other numbers and the same deadline', async () => {
    const { names } = await nextLetters(towns.db, towns.ageo, importId)
    expect(names[0]).toBe(first.name)
    const again = await openNext(towns, towns.ageo, importId, later(100_000))
    const letters = again.ok ? again.value.letters : []
    expect(letters[0]).toEqual({ ...first, number: expect.not.stringMatching(first.number) })
  })

  it('of another officer’s opening are not touched by naming the wrong one', async () => {
    const nobody = { openedAt: later(100_000), staffId: importId as unknown as StaffId, keys }
    expect(await reissueOpening(towns.db, towns.ageo, officerOf(towns.ageo), nobody, now)).toEqual({
      ok: true,
      value: { replaced: 0 },
    })
    const officer = { ...officerOf(towns.ageo), roles: [] }
    expect(await reissueOpening(towns.db, towns.ageo, officer, nobody, now)).toEqual({
      ok: false,
      reason: 'not-your-part',
    })
  })
})

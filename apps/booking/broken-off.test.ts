import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSite, type Site } from './testing/open-site.ts'

let site: Site
const NOW = new Date('2026-11-24T16:00:00+09:00')

beforeAll(async () => {
  site = await openSite(NOW)
})
afterAll(() => site?.close())

/** The page of a card whose hand-over was broken off today. */
async function cardAfter(number: string, reason: string) {
  const letter = await site.letter('ageo', number, { state: 'suspended', stateSince: NOW })
  const event = { cardId: letter.cardId, act: 'break_off', toState: 'suspended', reason }
  await factories.custodyEvents(site.owner, site.tenantId('ageo'), event)
  const visitor = site.visitor()
  await visitor.identify(letter)
  return (await visitor.get('/card')).html
}

describe('whoever had to leave without their card', () => {
  it('reads why, and books again', async () => {
    const html = await cardAfter('TEST00000064', 'documents_missing')
    expect(html).toContain('11月24日の受け取りは、中断しました')
    expect(html).toContain('必要な書類がそろわなかったためです。')
    expect(html).toContain('もう一度予約してお越しください。')
    expect(html).toContain('この日時で予約する')
  })

  it('is asked to call first where only an officer can say how to go on', async () => {
    const html = await cardAfter('TEST00000072', 'chip_fault')
    expect(html).toContain('次に予約する前に、お電話でお問い合わせください。')
    expect(html).not.toContain('もう一度予約してお越しください。')
  })
})

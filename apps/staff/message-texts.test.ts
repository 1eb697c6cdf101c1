import { req } from '@madoguchi/config/req.ts'
import { MESSAGE_KINDS, PLACEHOLDERS } from '@madoguchi/core/notices'
import { factories } from '@madoguchi/db/testing'
import { openLanguages } from '@madoguchi/i18n'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice } from './testing/open-office.ts'

let office: Office
let desk: Desk
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['manager'])
})
afterAll(() => office?.close())
beforeEach(() => office.owner`truncate app.message_texts`.catch(() => emptied()))

/** Nobody removes a text: not even the owner, unless the trigger is put aside. */
async function emptied() {
  await office.owner`alter table app.message_texts disable trigger user`
  await office.owner`delete from app.message_texts`
  await office.owner`alter table app.message_texts enable trigger user`
}

const PATH = '/message-texts/booked/ja'
const typed = {
  subject: '【{{city}}】{{when}}',
  body: '予約{{number}}\n{{when}}\n{{venue}}\n{{link}}\n{{telephone}}',
  after: '0',
}
/** In a cell of the list. */
const OWN = '>自治体の文面</a>'
const plain = (text: string) => text.replace(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const sampleIn = (text: string) => /class="message-sample"[^>]*>([\s\S]*?)<\/div>/.exec(text)?.[1] ?? ''
const kept = () => office.owner`
  select kind, language, version, subject, body, made_by from app.message_texts order by version`

describe(`設定 › お知らせの文面 ${req('2.E.2')}`, () => {
  it('shows every kind in every language with a sample about nobody', async () => {
    const list = await desk.get('/message-texts')
    for (const kind of MESSAGE_KINDS)
      for (const language of ['ja', 'ja-easy', 'en']) {
        const path = `/message-texts/${kind.replace('reservation.', '')}/${language}`
        expect(list.text).toContain(`href="${path}"`)
        const sample = sampleIn((await desk.get(path)).text)
        expect(sample, path).not.toMatch(/\{\{|undefined|\[object/)
        expect(sample, path).toContain('048-')
      }
    expect(list.text).not.toContain(OWN)
  })

  it('shows a text as it would read before it is put in force', async () => {
    const answer = await desk.post(PATH, { ...typed, step: 'preview' })
    expect(answer.status).toBe(200)
    expect(sampleIn(answer.text)).toContain('予約1234-5674')
    expect(plain(answer.text)).toContain('まだ変わっていません')
    expect(await kept()).toEqual([])
  })

  it('puts it in force, keeps who did so, and puts ours in force again', async () => {
    const saved = await desk.post(PATH, { ...typed, step: 'save' })
    expect([saved.status, saved.location]).toEqual([303, `${PATH}?saved`])
    expect(plain((await desk.get(saved.location)).text)).toContain('文面を変更しました')
    expect((await desk.get('/message-texts')).text).toContain(OWN)
    await desk.post(PATH, { after: '1', step: 'restore' })
    expect(await kept()).toMatchObject([
      { kind: 'reservation.booked', language: 'ja', version: 1, subject: typed.subject, body: typed.body },
      { version: 2, subject: null, body: null },
    ])
    const page = plain((await desk.get(`${PATH}?version=1`)).text)
    expect(page).toContain('いまは標準の文面を使っています')
    expect(page).toContain('予約{{number}}')
  })

  it('refuses what two officers write at once: the second looks first', async () => {
    await desk.post(PATH, { ...typed, step: 'save' })
    const second = await desk.post(PATH, { ...typed, body: `${typed.body}!`, step: 'save' })
    expect(second.status).toBe(409)
    expect(plain(second.text)).toContain('ほかの方が先に文面を変えました')
    expect(second.text).toContain('{{telephone}}!')
    expect(await kept()).toHaveLength(1)
  })

  it.each([
    ['{{namae}}', '「{{namae}}」という印はありません'],
    ['{{reason}}', '「{{reason}}」（自治体の都合の理由）は書けません'],
  ])('says what is wrong with %s, and keeps what was typed', async (extra, says) => {
    for (const step of ['preview', 'save']) {
      const answer = await desk.post(PATH, { ...typed, body: `${typed.body}${extra}`, step })
      expect(answer.status).toBe(422)
      expect(plain(answer.text)).toContain(says)
      expect(answer.text).toContain(`{{telephone}}${extra}`)
    }
    const missing = await desk.post(PATH, { ...typed, body: 'あ', step: 'save' })
    expect(plain(missing.text)).toContain('「{{number}}」（予約番号）を必ず書いてください')
    expect(await kept()).toEqual([])
  })

  it('shows a text as text: nothing in it becomes a part of the page', async () => {
    const body = `${typed.body}\n<img src=x onerror=alert(1)></textarea><script>1</script>`
    const answer = await desk.post(PATH, { ...typed, body, step: 'preview' })
    expect(answer.text).not.toContain('<img src=x')
    expect(sampleIn(answer.text)).toContain('&lt;img src=x')
  })

  it('is nobody’s but a manager’s, and its own municipality’s', async () => {
    const officer = await office.desk('ageo', ['officer', 'branch', 'call_centre', 'auditor'])
    for (const path of ['/message-texts', PATH]) expect((await officer.get(path)).status).toBe(404)
    expect((await officer.post(PATH, { ...typed, step: 'save' }, '/')).status).toBe(404)
    await factories.messageTexts(office.owner, office.tenantId('minase'), { version: 1 })
    expect((await desk.get('/message-texts')).text).not.toContain(OWN)
    for (const path of ['/message-texts/nothing/ja', '/message-texts/booked/fr'])
      expect((await desk.get(path)).status).toBe(404)
  })
})

it('every placeholder has its word', () => {
  const t = openLanguages().t('ja', 'messages')
  expect(PLACEHOLDERS.filter((it) => t(`texts.name.${it}`).endsWith(it))).toEqual([])
})

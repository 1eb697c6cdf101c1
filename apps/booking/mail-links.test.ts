import { req } from '@madoguchi/config/req.ts'
import { addDays, dateAt, instantOf } from '@madoguchi/core/calendar'
import { GONE, isGone, MESSAGE_KINDS, REMINDER, WAITING_OFFER } from '@madoguchi/core/notices'
import { LANGUAGES } from '@madoguchi/core/tenancy'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openMessenger } from './testing/open-messenger.ts'
import { openSite, type Site } from './testing/open-site.ts'

const NOW = new Date()
const TOMORROW = instantOf(addDays(dateAt(NOW), 1), '09:30')
const LONG_AGO = instantOf(addDays(dateAt(NOW), -20), '12:00')
const birthDate = '1985-11-03'
// A place that is offered has no reservation yet: journeys/waiting-list.e2e.ts opens that mail.
const kinds = MESSAGE_KINDS.filter((it) => it !== WAITING_OFFER)
const all = kinds.flatMap((kind) => LANGUAGES.map((language) => ({ kind, language })))

let site: Site
let texts: { kind: string; language: string; body: string }[]
/** One that is still ahead: whoever has its number may act on it. */
const known = { number: '12340000', id: '' }

beforeAll(async () => {
  site = await openSite(NOW)
  const messenger = await openMessenger(site)
  try {
    const ids: string[] = []
    for (const [n, asked] of all.entries()) ids.push(await actOf(asked, String(Number(known.number) + n)))
    await factories.outbox(site.owner, site.tenantId('ageo'), { topic: 'reminders.write', payload: {} })
    known.id = ids[0] ?? ''
    texts = await messenger.written(ids)
  } finally {
    await messenger.close()
  }
}, 120_000)
afterAll(() => site?.close())

/** A reservation about which a mail of that kind is to be written. */
async function actOf({ kind, language }: { kind: string; language: string }, number: string) {
  const tenantId = site.tenantId('ageo')
  const [hall] = await site.owner<[{ id: string }]>`
    select id from app.venues where tenant_id = ${tenantId} and code = 'city-hall'`
  const { id: reservationId, subjectId } = await factories.reservations(site.owner, tenantId, {
    venueId: hall.id,
    number,
    language,
    state: isGone(kind) ? GONE[kind] : 'confirmed',
    mail: 'hanako@example.jp',
    startsAt: TOMORROW,
    // Only that of the reminder is to be reminded of.
    bookedAt: kind === REMINDER ? LONG_AGO : NOW,
  })
  const person = { reservationId, subjectId, procedureCode: 'P09', birthDate }
  await factories.reservationPeople(site.owner, tenantId, person)
  // Some mails go to the address that was left behind.
  const before = { reservationId, recipient: 'before@example.jp', state: 'sent', sentAt: LONG_AGO }
  await factories.messages(site.owner, tenantId, before)
  if (kind !== REMINDER)
    await factories.outbox(site.owner, tenantId, { topic: kind, payload: { reservationId, version: '1' } })
  return reservationId
}

/** What every table of the municipalities holds, each as one word. */
async function everything() {
  const tables = await site.owner<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'app' order by 1`
  const held: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await site.owner<[{ digest: string }]>`
      select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from app.${site.owner(name)} t`
    held[name] = row.digest
  }
  return held
}

const linksIn = (text: string) => text.match(/https?:\/\/[^\s<>"）」]+/g) ?? []
const pathOf = (link: string) => link.replace('http://ageo.localhost', '')

it(`every kind of mail was written in every language ${req('2.E.5')}`, () => {
  const written = texts.map((it) => `${it.kind} ${it.language}`)
  expect(written.toSorted()).toEqual(all.map((it) => `${it.kind} ${it.language}`).toSorted())
  expect(new Set(texts.flatMap(({ body }) => linksIn(body)).map(pathOf))).toEqual(new Set(['/', '/my']))
})

it.each(['nobody the site knows', 'the resident whose reservation it is'])(
  `a link opened or looked at by %s changes nothing ${req('2.E.5')}`,
  async (who) => {
    const visitor = site.visitor()
    if (who !== 'nobody the site knows') {
      await visitor.identify({ number: known.number, birthDate }, '/my')
      expect((await visitor.get('/my')).location).toBe(`/my/${known.id}`)
    }
    const before = await everything()
    expect(Object.keys(before).length).toBeGreaterThan(30)
    for (const { kind, language, body } of texts)
      for (const link of linksIn(body)) {
        expect(link, `${kind} ${language}`).toMatch(/^http:\/\/ageo\.localhost\//)
        const [looked, opened] = [await visitor.head(pathOf(link)), await visitor.get(pathOf(link))]
        for (const { status } of [looked, opened]) expect([200, 302, 303], link).toContain(status)
        if (opened.location) expect((await visitor.get(opened.location)).status, link).toBe(200)
      }
    expect(await everything()).toEqual(before)
  },
)

it('what a link leads to acts by POST alone', async () => {
  const visitor = site.visitor()
  await visitor.identify({ number: known.number, birthDate }, '/my')
  const before = await everything()
  const page = await visitor.get(`/my/${known.id}`)
  const onIt = [...page.html.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, path = '']) => path)
  expect(onIt.some((path) => path.includes('cancel'))).toBe(true)
  for (const path of new Set(onIt)) await visitor.get(path.replaceAll('&amp;', '&'))
  expect(await everything()).toEqual(before)
  await visitor.get(`/my/${known.id}/cancel`)
  await visitor.send(`/my/${known.id}/cancel`)
  expect(await everything()).not.toEqual(before)
})

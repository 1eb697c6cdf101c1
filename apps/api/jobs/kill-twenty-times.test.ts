import { setTimeout as wait } from 'node:timers/promises'
import { req } from '@madoguchi/config/req.ts'
import { factories } from '@madoguchi/db/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type MailWire, openMailWire } from '../testing/open-mail-wire.ts'
import { type CaughtMail, headerOf, type Office, openOffice } from '../testing/open-office.ts'
import { openPrograms } from '../testing/open-programs.ts'

const MESSAGES = 500
const KILLS = 20
/** One time in three the kill certainly falls between the mail server's taking a mail and our learning of it. */
const UNHEARD = 3
/** Mails between two kills: the last ones go out in peace. */
const APART = 12

let office: Office
let wire: MailWire
let programs: ReturnType<typeof openPrograms>

beforeAll(async () => {
  office = await openOffice()
  wire = await openMailWire(office.smtpUrl)
  programs = openPrograms(office, wire.url)
  await programs.end(await programs.start(), 'SIGTERM') // one that is not killed leaves behind what it has compiled
}, 120_000)
afterAll(async () => {
  await programs?.killAll()
  wire?.close()
  await office?.close()
})

/** What five hundred bookings leave behind: reservations with an address each, and their messages in the outbox. */
async function bookings() {
  const addresses = Array.from({ length: MESSAGES }, (_, n) => `kaede${n}@example.jp`)
  const book = async (mail: string) => {
    const { id: reservationId } = await office.reservation({ mail })
    const payload = { reservationId }
    await factories.outbox(office.owner, office.tenantId, { topic: 'reservation.booked', payload })
  }
  for (let at = 0; at < MESSAGES; at += 20) await Promise.all(addresses.slice(at, at + 20).map(book))
  return addresses
}

const caught = new Map<string, CaughtMail & { id: string }>()
/** Looks into the mailbox, which forgets the oldest of more than five hundred. */
async function collect() {
  const answer = await fetch(`${office.mailboxUrl}/api/messages`)
  const { messages } = (await answer.json()) as { messages: (CaughtMail & { id: string })[] }
  for (const mail of messages) caught.set(mail.id, mail)
}

async function until(reached: () => boolean) {
  while (!reached()) await wait(1)
}

it(`killed 20 times while 500 messages go out, the program loses none and repeats at most the one in hand ${req('2.show.3')} ${req('2.E.4')}`, {
  timeout: 300_000,
}, async () => {
  const addresses = await bookings()

  for (let kill = 0; kill < KILLS; kill++) {
    const unheard = kill % UNHEARD === UNHEARD - 1
    wire.silence(unheard ? 'once it has a mail' : 'never')
    const [mails, untold] = [wire.mails() + APART, wire.unheard() + 1]
    const { child } = await programs.launch()
    await until(() => (unheard ? wire.unheard() >= untold : wire.mails() >= mails))
    if (!unheard) await wait((kill * 7) % 19)
    await programs.end(child, 'SIGKILL')
    await collect()
  }
  const byThen = caught.size
  wire.silence('never')
  await programs.start()
  const unsent = async () =>
    (await office.owner`select from app.messages where state <> 'sent'`).length +
    (await office.owner`select from app.outbox`).length
  await expect.poll(unsent, { timeout: 60_000, interval: 200 }).toBe(0)
  await collect()

  const copies = Map.groupBy(caught.values(), (mail) => headerOf(mail, 'Message-ID'))
  const spare = caught.size - copies.size
  console.info(`${KILLS} kills: ${copies.size} messages, ${caught.size} mails, ${spare} of them copies`)
  expect(byThen).toBeLessThan(MESSAGES)
  const reached = [...copies.values()].map((mails) => mails[0]?.to[0])
  expect(reached.toSorted()).toEqual(addresses.toSorted())
  for (const mails of copies.values())
    expect(new Set(mails.map(({ to, text }) => `${to} ${text}`)).size).toBe(1)
  expect(spare).toBeGreaterThanOrEqual(Math.floor(KILLS / UNHEARD))
  expect(spare).toBeLessThanOrEqual(KILLS)

  const ids = await office.owner<{ id: string }[]>`select id from app.messages where state = 'sent'`
  expect([...copies.keys()].toSorted()).toEqual(
    ids.map(({ id }) => `<${id}@madoguchi.example.jp>`).toSorted(),
  )
})

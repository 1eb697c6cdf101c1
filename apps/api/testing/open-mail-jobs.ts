import { randomUUID } from 'node:crypto'
import type { Post } from '@madoguchi/core/notices'
import { openTenantDirectory, openTenantSettings } from '@madoguchi/core/tenancy'
import { openLanguages } from '@madoguchi/i18n'
import { openPost } from '../jobs/post.ts'
import { openTasks } from '../jobs/tasks.ts'
import { now, openOffice } from './open-office.ts'

const sender = 'noreply@madoguchi.example.jp'

export type MailJobs = Awaited<ReturnType<typeof openMailJobs>>

/** The jobs about mails, to be run one by one, and where the mails go: a mailbox, or a port at which nobody listens. */
export async function openMailJobs() {
  const office = await openOffice()
  const db = office.open('web_api')
  const directory = await openTenantDirectory(db, 'booking')
  let settings = await openTenantSettings(db, 'machine')
  const [open, shut] = [openPost(office.smtpUrl, sender), openPost('smtp://127.0.0.1:1', sender)]
  const sms: { post: Post } = { post: () => Promise.reject(new Error('nobody carries short messages')) }
  let clock = now
  let isOpen = true
  const tasks = openTasks({
    db,
    directory,
    settings: { of: (id) => settings.of(id), close: () => settings.close() },
    languages: openLanguages(),
    postOf: () => (message) =>
      message.channel === 'sms' ? sms.post(message) : (isOpen ? open : shut).post(message),
    keys: { pepper: 'x', seal: 'x' },
    addressOf: (host) => `https://${host}`,
    now: () => clock,
    log: () => {},
  })
  const run = (topic: string, outboxId: string, ids: Record<string, string>) =>
    tasks[topic]?.({ tenantId: office.tenantId, outboxId, topic, ids })

  const jobs = {
    office,
    post: open.post,
    /** Whoever carries short messages; until one is given, nobody does. */
    openSms(post: Post) {
      sms.post = post
    },
    openPost(yes: boolean) {
      isOpen = yes
    },
    setClock(at: Date) {
      clock = at
    },

    /** Writes a mail down and asks for it to be sent, as the job about an act does. */
    write: (reservationId: string, topic = 'reservation.booked', key: string = randomUUID(), version = '1') =>
      run(topic, key, { reservationId, version }),

    /** Does all that the outbox asks to be sent about a reservation. The rows stay, as if the relay had died. */
    async send(reservationId: string) {
      const asked = await office.owner<{ id: string; payload: { messageId: string } }[]>`
        select o.id, o.payload from app.outbox o
        join app.messages m on m.tenant_id = o.tenant_id and m.id = (o.payload ->> 'messageId')::uuid
        where o.topic = 'message.send' and m.reservation_id = ${reservationId} order by o.created_at, o.id`
      for (const { id, payload } of asked) await run('message.send', id, payload)
    },

    /** Writes down what is to be reminded of, as the clock says. */
    remind: () => run('reminders.write', randomUUID(), {}),

    /** Writes down who has not come, as the clock says. */
    miss: () => run('visits.miss', randomUUID(), {}),

    /** Reads the rules anew, as a load of them has done. */
    async readSettings() {
      await settings.close()
      settings = await openTenantSettings(db, 'machine')
    },

    /** Writes a mail down and sends it. */
    async confirm(...[reservationId, ...asked]: [string, topic?: string, key?: string, version?: string]) {
      await jobs.write(reservationId, ...asked)
      await jobs.send(reservationId)
    },

    messagesOf: (reservationId: string) => office.owner`
      select id, idempotency_key, kind, language, state, attempts, last_error, sent_at, tried_by from app.messages
      where reservation_id = ${reservationId} order by created_at, id`,

    async close() {
      for (const { close } of [open, shut]) close()
      await Promise.all([directory.close(), settings.close()])
      await office.close()
    },
  }
  return jobs
}

let serial = 0
export const anAddress = () => `hanako${serial++}@example.jp`

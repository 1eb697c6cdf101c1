import { generateSlots, releasePlaces } from '@madoguchi/core/availability'
import { missVisits, recountPlaces, sweepHolds } from '@madoguchi/core/booking'
import { actsToCarryOut, carryOut, lapseOffers } from '@madoguchi/core/calendar-changes'
import { forgetIdentification } from '@madoguchi/core/identity'
import { commitArrivals, type NumberKeys } from '@madoguchi/core/issuance/arrivals'
import type { ImportId, TenantId } from '@madoguchi/core/kernel'
import {
  CONFIRMATIONS,
  type Post,
  SEND,
  sendMessage,
  writeConfirmation,
  writeOffer,
} from '@madoguchi/core/notices'
import { policyAsOf, type SettingsInMemory, type TenantDirectory, textIn } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Task } from '@madoguchi/db/queue'
import type { Language, Languages } from '@madoguchi/i18n'
import { forEachTenant } from './for-each-tenant.ts'
import { remindTask } from './remind-task.ts'
import { writerOf } from './writer-of.ts'

export type JobPorts = {
  db: Database
  directory: TenantDirectory
  settings: SettingsInMemory
  languages: Languages
  /** Who carries a municipality's messages, by its slug. */
  postOf: (slug: string) => Post
  /** The public address of a host name: scheme and, on a developer's machine, port. */
  addressOf: (host: string) => string
  keys: NumberKeys
  now: () => Date
  log: (event: Record<string, unknown>) => void
}

/** What each topic of the outbox leads to. A topic without a task is only told to the listeners. */
export function openTasks(ports: JobPorts): Record<string, Task> {
  return {
    ...Object.fromEntries(CONFIRMATIONS.map((topic) => [topic, confirmTask(ports)])),
    [SEND]: sendTask(ports),
    'reminders.write': remindTask(ports),
    'visits.miss': missTask(ports),
    'arrivals.commit': commitTask(ports),
    'slots.generate': generateTask(ports),
    'places.release': releaseTask(ports),
    'calendar.act': carryOutTask(ports),
    'holds.sweep': sweepTask(ports),
    'waiting.offer': offerTask(ports),
    'calendar.due': dueTask(ports),
    'offers.lapse': lapseTask(ports),
    'places.recount': recountTask(ports),
    purge: purgeTask(ports),
  }
}

/** Writes the mail about an act down. A booking is the first version of its reservation; later acts say which they made. */
function confirmTask(ports: JobPorts): Task {
  return async ({ tenantId, topic, outboxId, ids }) => {
    const kind = CONFIRMATIONS.find((it) => it === topic)
    if (!kind) throw new Error(`nobody to confirm for: ${topic}`)
    const { compose } = await writerOf(ports, tenantId)
    const { reservationId = '', version = 1, actId } = ids
    const asked = { tenantId, kind, reservationId, version: Number(version), actId, key: outboxId }
    await writeConfirmation(ports.db, asked, compose)
  }
}

/** Mails come from the municipality: a name nobody knows is taken for fraud. */
const sendTask =
  ({ db, directory, postOf, now }: JobPorts): Task =>
  async ({ tenantId, outboxId, ids }) => {
    const tenant = directory.all().find((it) => it.id === tenantId)
    if (!tenant) throw new Error('nobody to send for')
    const senderIn = (language: string) => textIn(tenant.name, language as Language)
    const message = { tenantId, messageId: ids.messageId ?? '', job: outboxId }
    await sendMessage(db, message, { post: postOf(tenant.slug), senderIn, now })
  }

/** Turns a staged import's good rows into cards, step by step; begun again, it goes on where it was. */
function commitTask({ db, keys, now }: JobPorts): Task {
  return async ({ tenantId, ids }) => {
    const actor = { role: 'machine', tenantId, subjectId: ids.staffId ?? '' } as const
    const step = { importId: (ids.importId ?? '') as ImportId, terminal: 'jobs', keys }
    for (;;) {
      const progress = await commitArrivals(db, actor, step, now())
      if (!progress.ok || progress.value.finished) return
    }
  }
}

/** Keeps slots generated as far ahead as the rules say: every municipality's each night, one's when it was left a message. */
function generateTask(ports: JobPorts): Task {
  const generate = async (id: TenantId) => void (await generateSlots(ports.db, id, ports.now()))
  const nightly = forEachTenant(ports, 'slots.generate', generate)
  return (job) => (job.tenantId ? generate(job.tenantId as TenantId) : nightly(job))
}

/** Opens the places whose time has come: a lot of them, or what a channel was kept and did not use. */
const releaseTask = (ports: JobPorts): Task =>
  forEachTenant(
    ports,
    'places.release',
    async (tenantId) => void (await releasePlaces(ports.db, tenantId, ports.now())),
  )

/**
 * Carries out what an officer decided about the reservations that a change of the calendar meets. The slots are closed
 * first, and once more when somebody booked while they were being closed: nobody books behind the act's back.
 */
const carryOutTask =
  (ports: JobPorts): Task =>
  ({ tenantId, ids }) =>
    carryOutOne(ports, tenantId as TenantId, ids.actId ?? '')

async function carryOutOne({ db, now }: JobPorts, tenantId: TenantId, actId: string) {
  for (let times = 0; times < 5; times++) {
    const { withdrawn, closing } = await generateSlots(db, tenantId, now())
    if (withdrawn + closing === 0) break
  }
  await carryOut(db, { tenantId, actId }, now)
}

/** Carries out what waited and whose time has come: 障害・荒天時の対応. */
const dueTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'calendar.due', async (tenantId) => {
    for (const actId of await actsToCarryOut(ports.db, tenantId, ports.now()))
      await carryOutOne(ports, tenantId, actId)
  })

/** Gives the places back to the public that were offered instead and that nobody has answered for. */
const lapseTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'offers.lapse', async (tenantId) => {
    await lapseOffers(ports.db, tenantId, ports.now())
  })

/** Writes down who did not come, once each venue has closed for the day, by each municipality's own rules. */
const missTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'visits.miss', async (tenantId) => {
    const { db, settings, now } = ports
    const { policies } = await settings.of(tenantId)
    const { missedAfterClosingMinutes } = policyAsOf(policies, now()).document.visits
    await missVisits(db, tenantId, missedAfterClosingMinutes, now())
  })

/** Tells somebody who waits that a freed place is held for them. */
function offerTask(ports: JobPorts): Task {
  return async ({ tenantId, outboxId, ids }) => {
    const { compose } = await writerOf(ports, tenantId)
    await writeOffer(ports.db, { tenantId, waitingId: ids.waitingId ?? '', key: outboxId }, compose)
  }
}

/** Frees the places that somebody held for too long and that nobody else has asked for. */
const sweepTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'holds.sweep', async (id) => void (await sweepHolds(ports.db, id, ports.now())))

/** Reports every slot whose counters are not what its reservations hold: a defect, to be looked at by a person. */
const recountTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'places.recount', async (tenantId) => {
    const { db, now, log } = ports
    for (const { slotId, counted, held } of await recountPlaces(db, tenantId, now()))
      log({ level: 'error', event: 'places-miscounted', tenantId, slotId, counted, held })
  })

/** Forgets what has been kept long enough. */
const purgeTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'purge', async (tenantId) => {
    const { db, now, log } = ports
    log({ level: 'info', event: 'purged', tenantId, ...(await forgetIdentification(db, tenantId, now())) })
  })

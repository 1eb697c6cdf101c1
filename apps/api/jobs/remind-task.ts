import { REMINDER, writeReminders } from '@madoguchi/core/notices'
import { policyAsOf } from '@madoguchi/core/tenancy'
import type { Task } from '@madoguchi/db/queue'
import { composeConfirmation } from './compose-confirmation.ts'
import { forEachTenant } from './for-each-tenant.ts'
import type { JobPorts } from './tasks.ts'

/** Writes down the reminders whose time has come, of every municipality, each by its own rules. */
export const remindTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'reminders.write', async (tenantId) => {
    const { db, directory, settings, languages, addressOf } = ports
    const now = ports.now()
    const tenant = directory.all().find((it) => it.id === tenantId)
    const host = directory.hostOf(tenantId)
    if (!tenant || !host) throw new Error('nobody to remind for')
    const { slug, name, contact } = tenant
    const sender = { slug, name, contact, bookingAddress: addressOf(host) }
    const { policies } = await settings.of(tenantId)
    const inForce = policyAsOf(policies, now)
    const times = inForce.document.reminders

    await writeReminders(db, { tenantId, times, now }, (reservation) => {
      const policy = policies.find((it) => it.version === reservation.policyVersion) ?? inForce
      const nothing = { reason: null, before: null }
      return composeConfirmation(REMINDER, reservation, nothing, {
        sender,
        policy: policy.document,
        languages,
      })
    })
  })

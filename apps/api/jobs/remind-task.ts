import { writeReminders } from '@madoguchi/core/notices'
import { policyAsOf } from '@madoguchi/core/tenancy'
import type { Task } from '@madoguchi/db/queue'
import { forEachTenant } from './for-each-tenant.ts'
import type { JobPorts } from './tasks.ts'
import { writerOf } from './writer-of.ts'

/** Writes down the reminders whose time has come, of every municipality, each by its own rules. */
export const remindTask = (ports: JobPorts): Task =>
  forEachTenant(ports, 'reminders.write', async (tenantId) => {
    const now = ports.now()
    const { policies, compose } = await writerOf(ports, tenantId)
    const { reminders: times, sms } = policyAsOf(policies, now).document
    await writeReminders(ports.db, { tenantId, times, sms, now }, compose)
  })

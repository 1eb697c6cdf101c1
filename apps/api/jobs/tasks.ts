import { CONFIRMATIONS, confirmReservation, type Post } from '@madoguchi/core/notices'
import type { SettingsInMemory, TenantDirectory } from '@madoguchi/core/tenancy'
import type { TenantId } from '@madoguchi/core/kernel'
import type { Database } from '@madoguchi/db'
import type { Task } from '@madoguchi/db/queue'
import type { Languages } from '@madoguchi/i18n'
import { composeConfirmation } from './compose-confirmation.ts'

export type JobPorts = {
  db: Database
  directory: TenantDirectory
  settings: SettingsInMemory
  languages: Languages
  post: Post
  /** The public address of a host name: scheme and, on a developer's machine, port. */
  addressOf: (host: string) => string
  now: () => Date
}

/** What each topic of the outbox leads to. A topic without a task is only told to the listeners. */
export function openTasks({ db, directory, settings, languages, post, addressOf, now }: JobPorts): Record<string, Task> {
  const confirm: Task = async ({ tenantId, topic, outboxId, ids }) => {
    const tenant = directory.all().find((it) => it.id === tenantId)
    const host = directory.hostOf(tenantId)
    const kind = CONFIRMATIONS.find((it) => it === topic)
    if (!tenant || !host || !kind) throw new Error(`nobody to confirm for: ${topic}`)
    const { policies } = await settings.of(tenant.id as TenantId)

    await confirmReservation(db, { tenantId, kind, reservationId: ids.reservationId ?? '', key: outboxId }, {
      compose: (kind, reservation) => {
        const policy = policies.find((it) => it.version === reservation.policyVersion) ?? policies[0]
        if (!policy) throw new Error('a municipality without a policy')
        const sender = { name: tenant.name, contact: tenant.contact, bookingAddress: addressOf(host) }
        return composeConfirmation(kind, reservation, { sender, policy: policy.document, languages })
      },
      post,
      now,
    })
  }
  return Object.fromEntries(CONFIRMATIONS.map((topic) => [topic, confirm]))
}

import type { TenantId } from '@madoguchi/core/kernel'
import { type Compose, composeMessage } from '@madoguchi/core/notices'
import type { Language } from '@madoguchi/i18n'
import { voiceIn } from '@madoguchi/web/voice'
import type { JobPorts } from './tasks.ts'

/** Who writes a municipality's messages, and its rules in all versions. */
export async function writerOf({ directory, settings, languages, addressOf }: JobPorts, tenantId: string) {
  const tenant = directory.all().find((it) => it.id === tenantId)
  const host = directory.hostOf(tenantId)
  if (!tenant || !host) throw new Error(`nobody to write for: ${tenantId}`)
  const { policies } = await settings.of(tenant.id as TenantId)
  const { slug, name, contact } = tenant
  const sender = { slug, name, contact, bookingAddress: addressOf(host) }

  const compose: Compose = (kind, reservation, told, words) => {
    const policy = policies.find((it) => it.version === reservation.policyVersion) ?? policies[0]
    if (!policy) throw new Error('a municipality without a policy')
    const voice = voiceIn(languages, reservation.language as Language)
    return composeMessage(kind, reservation, told, words, { sender, policy: policy.document, voice })
  }
  return { policies, compose }
}

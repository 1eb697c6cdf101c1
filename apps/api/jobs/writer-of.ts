import type { TenantId } from '@madoguchi/core/kernel'
import { type Compose, composeMessage } from '@madoguchi/core/notices'
import { policyAsOf } from '@madoguchi/core/tenancy'
import type { Language } from '@madoguchi/i18n'
import { voiceIn } from '@madoguchi/web/voice'
import type { JobPorts } from './tasks.ts'

/** Who writes a municipality's messages, and its rules in all versions. */
export async function writerOf(
  { directory, settings, languages, addressOf, now }: JobPorts,
  tenantId: string,
) {
  const tenant = directory.all().find((it) => it.id === tenantId)
  const host = directory.hostOf(tenantId)
  if (!tenant || !host) throw new Error(`nobody to write for: ${tenantId}`)
  const { policies } = await settings.of(tenant.id as TenantId)
  const { slug, name, contact } = tenant
  const sender = { slug, name, contact, bookingAddress: addressOf(host) }

  // Who booked under rules without SMS was not told of them; where they are no longer sent, nobody gets one.
  const { sms } = policyAsOf(policies, now()).document
  const compose: Compose = (kind, reservation, told, words) => {
    const policy = policies.find((it) => it.version === reservation.policyVersion) ?? policies[0]
    if (!policy) throw new Error('a municipality without a policy')
    const voice = voiceIn(languages, reservation.language as Language)
    const rules = { ...policy.document, sms: sms && policy.document.sms }
    return composeMessage(kind, reservation, told, words, { sender, policy: rules, voice })
  }
  return { policies, compose }
}

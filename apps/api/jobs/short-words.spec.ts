import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import {
  CONTACT_LEFT,
  composeMessage,
  exampleVisit,
  MESSAGE_KINDS,
  WAITING_OFFER,
} from '@madoguchi/core/notices'
import { LANGUAGES, policyIn, readTenant, type TenantVenue } from '@madoguchi/core/tenancy'
import { openLanguages } from '@madoguchi/i18n'
import { voiceIn } from '@madoguchi/web/voice'
import { describe, expect, it } from 'vitest'

const languages = openLanguages()
const read = await readTenant(join(import.meta.dirname, '../../../tenants'), 'ageo')
if (!read.ok) throw new Error(read.problems.join('\n'))
const { file } = read.value
const policy = { ...policyIn(file), sms: true }
const sender = {
  slug: file.slug,
  name: file.name,
  contact: file.contact,
  bookingAddress: 'https://ageo.localhost',
}
const now = new Date('2026-11-20T12:00:00+09:00')

/** Parts that a message is cut into: one of 70 characters or several of 67; in the letters of GSM 7 one of 160 or several of 153. */
function partsOf(text: string) {
  const [one, several] = /^[\x20-\x5A\x5F\x61-\x7A\n]*$/.test(text) ? [160, 153] : [70, 67]
  return text.length <= one ? 1 : Math.ceil(text.length / several)
}

describe.each(LANGUAGES)(`a short message in %s ${req('2.E.1')}`, (language) => {
  it.each(MESSAGE_KINDS.filter((it) => it !== CONTACT_LEFT))(
    'of %s is at most two long, for every venue',
    (kind) => {
      for (const venue of file.venues as unknown as TenantVenue[]) {
        const { reservation, told } = exampleVisit({ policy, venues: [venue], now }, language, { ja: '停電' })
        const left = { ...reservation, mail: null, telephone: '09000000000' }
        const voice = voiceIn(languages, language)
        const written = composeMessage(kind, left, told, undefined, { sender, policy, voice })
        expect(written).toMatchObject({
          channel: 'sms',
          recipient: '09000000000',
          subject: '',
          calendar: null,
        })
        expect(partsOf(written?.body ?? ''), written?.body).toBeLessThanOrEqual(2)
        // Who waits has no reservation yet, and so no number.
        if (kind !== WAITING_OFFER) expect(written?.body).toContain('1234-5674')
        expect(written?.body).not.toMatch(/\{\{|short\.|https?:|1985|09000000000/)
      }
    },
  )
})

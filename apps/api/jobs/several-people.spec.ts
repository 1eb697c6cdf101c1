import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { composeMessage, exampleVisit } from '@madoguchi/core/notices'
import { LANGUAGES, policyIn, procedureOf, readTenant, type TenantVenue } from '@madoguchi/core/tenancy'
import { openLanguages } from '@madoguchi/i18n'
import { voiceIn } from '@madoguchi/web/voice'
import { describe, expect, it } from 'vitest'

const languages = openLanguages()
const read = await readTenant(join(import.meta.dirname, '../../../tenants'), 'ageo')
if (!read.ok) throw new Error(read.problems.join('\n'))
const { file } = read.value
const policy = policyIn(file)
const sender = {
  slug: file.slug,
  name: file.name,
  contact: file.contact,
  bookingAddress: 'https://ageo.localhost',
}
const now = new Date('2026-11-20T12:00:00+09:00')

describe.each(LANGUAGES)(`a mail about several people in %s ${req('2.C.2')} ${req('2.C.4')}`, (language) => {
  const voice = voiceIn(languages, language)
  const venues = file.venues as unknown as TenantVenue[]
  const { reservation, told } = exampleVisit({ policy, venues, now }, language, { ja: '停電' })
  const child = { ...reservation, procedureCode: 'P04', birthDate: '2020-05-05' as never }
  const father = { ...reservation, procedureCode: 'P09', moreProcedures: ['P11'] }
  const bodyOf = (over: Partial<typeof told> = {}) =>
    composeMessage(
      'reservation.changed',
      { ...reservation, along: [child, father] },
      { ...told, ...over },
      undefined,
      {
        sender,
        policy,
        voice,
      },
    )?.body ?? ''

  it('has a list for each of them, and no name or birth date', () => {
    const body = bodyOf()
    for (const number of ['1', '2', '3']) expect(body).toMatch(new RegExp(`[【[](Person )?${number}`))
    const named = (code: string) => voice.local(procedureOf(policy, code)?.name ?? { ja: '' })
    expect(body).toContain(`${named('P09')}${voice.papers('list.comma')}${named('P11')}`)
    expect(body).toContain(named('P04'))
    expect(body).not.toMatch(/\{\{|2020/)
  })

  it('says what has changed, and no time before, where nothing was moved', () => {
    const body = bodyOf({ before: null })
    expect(body).toContain(voice.mail('changed.people'))
    expect(body).not.toMatch(/\{\{|：、|Before:/)
  })
})

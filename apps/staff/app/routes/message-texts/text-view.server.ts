import {
  composeMessage,
  defaultText,
  exampleVisit,
  type MessageKind,
  type MessageText,
  placeholdersOf,
  requiredIn,
  type TextProblem,
  type TextVersion,
} from '@madoguchi/core/notices'
import type { Language } from '@madoguchi/core/tenancy'
import type { OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'

type Which = { kind: MessageKind; language: Language }

/** The product's own text, with its placeholders. */
export const standardText = ({ kind, language }: Which, { voiceIn }: OfficeContext): MessageText =>
  defaultText(kind, voiceIn(language))

/** What a resident would read: a text filled in for somebody who does not exist. */
export function sampleOf({ kind, language }: Which, text: MessageText, context: OfficeContext): MessageText {
  const { tenant, policy, venues, now, t, voiceIn } = context
  const words = (key: string) => t(`calendar:default.closure.${key}`)
  const reason = { ja: words('ja'), 'ja-easy': words('easy'), en: words('en') }
  const { reservation, told } = exampleVisit({ policy, venues, now }, language, reason)
  const { slug, name, contact } = tenant
  const sender = { slug, name, contact, bookingAddress: context.bookingOrigin ?? '' }
  const frame = { sender, policy, voice: voiceIn(language) }
  const sample = composeMessage(kind, reservation, told, text, frame)
  if (!sample) throw new Error('a sample that nobody receives')
  return { subject: sample.subject, body: sample.body }
}

/** What may be named in a text, what each stands for, and which must be there. */
export const namesView = ({ kind }: Which, { t }: OfficeContext) =>
  placeholdersOf(kind).map((name) => ({
    name: `{{${name}}}`,
    what: t(`messages:texts.name.${name}`),
    required: requiredIn(kind).includes(name),
  }))

/** What is wrong, each as a sentence at its field. */
export const problemsView = (problems: readonly TextProblem[], { t }: OfficeContext) =>
  problems.map((it) => {
    const name = 'name' in it ? it.name : ''
    const what = t(`messages:texts.name.${name}`, { defaultValue: '' })
    const facts = { at: t(`messages:texts.${it.at}`), name: `{{${name}}}`, what }
    return { at: it.at, text: t(`messages:texts.wrong.${it.problem}`, { ...facts, skipOnVariables: true }) }
  })

/** Every version, the newest first, and under it the product's own. */
export const versionsView = (versions: readonly TextVersion[], { t }: OfficeContext) =>
  versions.map(({ version, body, madeAt, madeBy }) => ({
    version,
    what: t(body === null ? 'messages:texts.restored' : 'messages:texts.written'),
    own: body !== null,
    madeAt: briefly(madeAt),
    madeBy,
  }))

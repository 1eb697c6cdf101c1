import { CONTACT_LEFT, isGone, type MessageKind, WAITING_OFFER } from './notice-rules.ts'
import { type MessageText, type Placeholder, placeholdersOf } from './text-rules.ts'
import type { Voice } from './voice.ts'

/** The product's own text of a kind, put together from the words of a language: what stands as long as a municipality writes none. */
export function defaultText(kind: MessageKind, { mail }: Pick<Voice, 'mail'>): MessageText {
  const key = kind.replace('.', '_')
  const names = placeholdersOf(kind)
  const line = (name: Placeholder, text: string) => (names.includes(name) ? [text] : [])
  const visit = [
    ...line('reason', mail('reason')),
    ...line('changed', '{{changed}}'),
    '',
    ...line('number', mail('number')),
    ...line('before_when', mail('before')),
    mail('when'),
    ...line('answer_by', mail('answer_by')),
    mail('where'),
    ...line('address', mail('address')),
    mail('what'),
    '',
    ...line('bring', `■ ${mail('bring')}`),
    ...line('bring', '{{bring}}'),
    ...line('bring', ''),
    mail(closingOf(kind)),
    '{{link}}',
  ]
  const body = [
    '{{city}}',
    '',
    mail(`opening.${key}`),
    ...(kind === CONTACT_LEFT ? [] : visit),
    '',
    mail('noreply'),
  ]
  return { subject: mail(`subject.${key}`), body: body.join('\n') }
}

function closingOf(kind: MessageKind) {
  if (kind === WAITING_OFFER) return 'accept'
  if (kind === 'reservation.offered') return 'answer'
  return isGone(kind) ? 'again' : 'change'
}

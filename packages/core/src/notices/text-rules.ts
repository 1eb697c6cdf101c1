import { CONTACT_LEFT, isGone, type MessageKind, WAITING_OFFER } from './notice-rules.ts'

/** The words of a message: a subject and a body with `{{placeholders}}`. */
export type MessageText = { subject: string; body: string }

/** What may stand in a text. `when` is short in a subject and exact in a body. */
export const PLACEHOLDERS = [
  'city',
  'number',
  'when',
  'venue',
  'address',
  'procedure',
  'answer_by',
  'before_when',
  'before_venue',
  'changed',
  'reason',
  'bring',
  'link',
  'contact',
  'telephone',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]
/** What each says of one message; nothing ('') when there is nothing to say. */
export type Facts = Partial<Record<Placeholder, string>>

const OFFICE: readonly Placeholder[] = ['city', 'contact', 'telephone']
const VISIT: readonly Placeholder[] = ['number', 'when', 'venue', 'procedure', 'link']
const AHEAD: readonly Placeholder[] = ['address', 'bring']
const CHANGE: readonly Placeholder[] = ['before_when', 'before_venue', 'changed']
const OFFERED = 'reservation.offered'
/** There is no reservation yet: no number opens it. */
const OFFER: readonly Placeholder[] = [
  ...OFFICE,
  'when',
  'venue',
  'address',
  'procedure',
  'link',
  'answer_by',
]
const MOVES: readonly string[] = ['reservation.changed', 'reservation.moved', OFFERED]
const OFFICES_OWN: readonly string[] = ['reservation.moved', 'reservation.called_off', OFFERED]

/** What a text of a kind may name. What goes to an address that was corrected names nothing of the reservation. */
export function placeholdersOf(kind: MessageKind): readonly Placeholder[] {
  if (kind === CONTACT_LEFT) return OFFICE
  if (kind === WAITING_OFFER) return PLACEHOLDERS.filter((it) => OFFER.includes(it))
  const its = [
    ...[...OFFICE, ...VISIT],
    ...(isGone(kind) ? [] : AHEAD),
    ...(MOVES.includes(kind) ? CHANGE : []),
    ...(kind === OFFERED ? (['answer_by'] as const) : []),
    ...(OFFICES_OWN.includes(kind) ? (['reason'] as const) : []),
  ]
  return PLACEHOLDERS.filter((it) => its.includes(it))
}

/** A subject is read in a list of mails, by whoever looks: the number that opens a reservation is not in it. */
export const placeholdersOfSubject = (kind: MessageKind): readonly Placeholder[] =>
  placeholdersOf(kind).filter((it) => ['city', 'when', 'venue', 'procedure'].includes(it))

/** What the body of a kind must name: without it the reader does not know which visit is meant, or whom to ask. */
export function requiredIn(kind: MessageKind): readonly Placeholder[] {
  if (kind === CONTACT_LEFT) return ['telephone']
  if (isGone(kind)) return ['number', 'when', 'telephone']
  if (kind === WAITING_OFFER) return ['when', 'venue', 'link', 'answer_by', 'telephone']
  const its: Placeholder[] = ['number', 'when', 'venue', 'link', 'telephone']
  return kind === OFFERED ? [...its, 'answer_by'] : its
}

const NAMED = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Every name in a text, as written, each once. */
const namesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(NAMED)].map(([, name = '']) => name)),
]

/**
 * A text with what is to be said of one message. A line that names something of which there is nothing to say is left out,
 * with its heading (■), and of several empty lines one stays. What is filled in is text: it is not looked through for placeholders again.
 */
export function fillIn(text: string, facts: Facts): string {
  const saying = (name: string) => facts[name as Placeholder] ?? ''
  const lines = text.split('\n')
  const speaks = (line = '') => namesIn(line).every((name) => saying(name) !== '')
  return lines
    .filter((line, at) => speaks(line) && (!line.startsWith('■') || speaks(lines[at + 1])))
    .map((line) => line.replace(NAMED, (_, name: string) => saying(name)))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

export type TextProblem =
  | { at: 'subject' | 'body'; problem: 'empty' | 'too-long' | 'broken' | 'my-number' | 'characters' }
  | { at: 'subject' | 'body'; problem: 'unknown' | 'not-here' | 'missing'; name: string }

/** In characters. */
export const LONGEST = { subject: 100, body: 3000 } as const

/** What is wrong with the placeholders of a text for a kind. */
export function wrongNames(kind: MessageKind, { subject, body }: MessageText): TextProblem[] {
  const namesAt = (at: 'subject' | 'body', text: string, allowed: readonly Placeholder[]) =>
    namesIn(text).flatMap((name): TextProblem[] => {
      if (!PLACEHOLDERS.some((it) => it === name)) return [{ at, problem: 'unknown', name }]
      return allowed.some((it) => it === name) ? [] : [{ at, problem: 'not-here', name }]
    })
  const broken = ([at, text]: ['subject' | 'body', string]): TextProblem[] =>
    /\{\{|\}\}/.test(text.replace(NAMED, '')) ? [{ at, problem: 'broken' }] : []
  const missing = requiredIn(kind).filter((name) => !namesIn(body).includes(name))
  return [
    ...namesAt('subject', subject, placeholdersOfSubject(kind)),
    ...namesAt('body', body, placeholdersOf(kind)),
    ...(
      [
        ['subject', subject],
        ['body', body],
      ] as ['subject' | 'body', string][]
    ).flatMap(broken),
    ...missing.map((name): TextProblem => ({ at: 'body', problem: 'missing', name })),
  ]
}

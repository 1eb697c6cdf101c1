import type { PlainDate } from '../../calendar.ts'
import { looksLikeMyNumber, maskMyNumbers } from '../my-number-rules.ts'
import { nameNeedsConfirming } from '../name-rules.ts'
import type { DateStyle } from './arrival-date-rules.ts'
import type {
  ArrivalField,
  ArrivalProblem,
  ArrivalTexts,
  ArrivalWarning,
  CardArrival,
  CardKind,
} from './arrival-rules.ts'
import { characterProblem, characterWarnings } from './arrival-text-rules.ts'
import {
  type Read,
  readAddress,
  readApplicationId,
  readBirthDate,
  readBoxNumber,
  readCode,
  readKana,
  readName,
  readNoticeNumber,
  readOtherDate,
  readPostalCode,
  readSerialNumber,
} from './arrival-value-rules.ts'

/** How the texts of a line are to be understood. Tables are keyed by `codeKey`. */
export type ArrivalRules = {
  required: ReadonlySet<ArrivalField>
  dates: readonly DateStyle[]
  kinds: ReadonlyMap<string, CardKind>
  venues: ReadonlyMap<string, string>
  yesNo: ReadonlyMap<string, boolean>
  /** The date in Tokyo when the file is read. */
  today: PlainDate
}

export type ReadRow =
  | { ok: true; arrival: CardArrival; warnings: ArrivalWarning[]; texts: ArrivalTexts }
  | { ok: false; problems: ArrivalProblem[]; texts: ArrivalTexts }

/**
 * A line's texts as a card that has arrived, or everything that is wrong with them. `seen` says which earlier line
 * has the same 申請書ID, `clashes` what has the same 交付通知書番号 with another one. What looks like a 個人番号 leaves this function masked only.
 */
export function arrivalFrom(
  texts: ArrivalTexts,
  rules: ArrivalRules,
  seen: (applicationId: string) => number | undefined = () => undefined,
  clashes: (noticeNumber: string) => NoticeClash | undefined = () => undefined,
): ReadRow {
  const problems: ArrivalProblem[] = []

  function read<Value>(field: ArrivalField, reader: (text: string) => Read<Value>): Value | null {
    const text = withoutLineBreaks(field, texts[field] ?? '')
    const refused = holdsMyNumber(field, text) ? ({ reason: 'my-number-in-field' } as const) : refusalOf(text)
    if (!refused && text.trim() === '') {
      const reason = field === 'name' ? 'name-missing' : 'value-missing'
      if (rules.required.has(field)) problems.push({ field, reason, detail: {} })
      return null
    }
    const it: Read<Value> = refused ?? reader(text)
    if ('value' in it) return it.value
    problems.push({ field, reason: it.reason, detail: masked(it.detail) })
    return null
  }

  const isTwice = () => problems.some(({ reason }) => reason === 'same-application-id')
  const date = readOtherDate(rules.dates)
  const yesNo = readCode(rules.yesNo, 'unknown-yes-no')
  const it = {
    boxNumber: read('boxNumber', readBoxNumber),
    applicationId: read('applicationId', unlessSeen(seen)),
    // A line that is there twice is said to be so once.
    noticeNumber: read('noticeNumber', isTwice() ? readNoticeNumber : unlessClashing(clashes)),
    serialNumber: read('serialNumber', readSerialNumber),
    name: read('name', readName),
    kana: read('kana', readKana),
    birthDate: read('birthDate', readBirthDate(rules.dates, rules.today)),
    postalCode: read('postalCode', readPostalCode),
    address: read('address', readAddress),
    kind: read('kind', readCode(rules.kinds, 'unknown-kind')),
    appliedOn: read('appliedOn', date),
    issuedOn: read('issuedOn', date),
    expiresOn: read('expiresOn', date),
    signatureCertificate: read('signatureCertificate', yesNo),
    userCertificate: read('userCertificate', yesNo),
    venue: read('venue', readCode(rules.venues, 'unknown-venue')),
  }

  const { applicationId, name, birthDate, kind, venue } = it
  const complete =
    applicationId !== null && name !== null && birthDate !== null && kind !== null && venue !== null
  if (problems.length > 0 || !complete) return { ok: false, problems, texts: keepableTexts(texts) }

  const arrival = { ...it, applicationId, name, birthDate, kind, venue }
  return { ok: true, arrival, warnings: warningsOf(arrival), texts: keepableTexts(texts) }
}

/** The texts as they may be kept: 個人番号 masked (a 製造番号 of its own shape is none), nothing that Postgres cannot hold. */
export const keepableTexts = (texts: ArrivalTexts): ArrivalTexts =>
  Object.fromEntries(
    Object.entries(texts).map(([field, text]) => {
      const shown = holdsMyNumber(field as ArrivalField, text) ? maskMyNumbers(text) : text
      return [field, shown.replaceAll('\0', '\uFFFD').toWellFormed()]
    }),
  )

// Twelve digits in a row are not rare in the 16 hexadecimal digits of a 製造番号.
const holdsMyNumber = (field: ArrivalField, text: string) =>
  looksLikeMyNumber(text) && !(field === 'serialNumber' && 'value' in readSerialNumber(text))

function refusalOf(text: string): { reason: ArrivalProblem['reason'] } | null {
  const reason = characterProblem(text)
  if (reason) return { reason }
  return /\*{4}/.test(text) ? { reason: 'mask-left-in-field' } : null
}

const withoutLineBreaks = (field: ArrivalField, text: string) =>
  field === 'address' ? text.replace(/[\r\n\t]+/g, ' ') : text

const unlessSeen =
  (seen: (applicationId: string) => number | undefined) =>
  (text: string): Read<string> => {
    const id = readApplicationId(text)
    const line = 'value' in id ? seen(id.value) : undefined
    return line === undefined ? id : { reason: 'same-application-id', detail: { line } }
  }

/** Who has the 交付通知書番号 already: a line of the file, or a card. Of two notices with one number one goes to a stranger. */
export type NoticeClash = Pick<ArrivalProblem, 'detail'> & {
  reason: 'same-notice-number' | 'notice-number-of-card'
}

const unlessClashing =
  (clashes: (noticeNumber: string) => NoticeClash | undefined) =>
  (text: string): Read<string> => {
    const number = readNoticeNumber(text)
    return ('value' in number && clashes(number.value)) || number
  }

const masked = (detail: Record<string, string | number> = {}) =>
  Object.fromEntries(
    Object.entries(detail).map(([key, it]) => [
      key,
      // Masked before it is cut: half of a number would pass for an innocent one.
      typeof it === 'string' ? [...maskMyNumbers(it)].slice(0, 60).join('') : it,
    ]),
  )

const warningsOf = (arrival: CardArrival): ArrivalWarning[] => [
  ...(nameNeedsConfirming(arrival.name) ? [{ field: 'name', reason: 'name-unclear' } as const] : []),
  ...characterWarnings(arrival.name)
    .filter((reason) => reason !== 'geta') // the same, in weaker words
    .map((reason) => ({ field: 'name', reason }) as const),
  ...characterWarnings(arrival.address ?? '').map((reason) => ({ field: 'address', reason }) as const),
  ...(arrival.kana === null ? [{ field: 'kana', reason: 'kana-missing' } as const] : []),
]

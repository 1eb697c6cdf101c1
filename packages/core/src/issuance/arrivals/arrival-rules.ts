import type { PlainDate } from '../../calendar.ts'
import type { CharacterProblem, CharacterWarning } from './arrival-text-rules.ts'

/** What a line of an arrival file may say about a card, in the order of our own exports. */
export const ARRIVAL_FIELDS = [
  'boxNumber',
  'applicationId',
  'noticeNumber',
  'serialNumber',
  'name',
  'kana',
  'birthDate',
  'postalCode',
  'address',
  'kind',
  'appliedOn',
  'issuedOn',
  'expiresOn',
  'signatureCertificate',
  'userCertificate',
  'venue',
] as const
export type ArrivalField = (typeof ARRIVAL_FIELDS)[number]

/** Without these a card can be neither found, nor handed to the right person, nor put in the right place. */
export const ALWAYS_REQUIRED = [
  'applicationId',
  'name',
  'birthDate',
  'kind',
  'venue',
] as const satisfies readonly ArrivalField[]

/** 交付種別: 新規, 更新, 再交付, 特急発行, 国外転出者向け. */
export const CARD_KINDS = ['new', 'renewal', 'reissue', 'express', 'abroad'] as const
export type CardKind = (typeof CARD_KINDS)[number]

/** A card that has arrived, as it will be stored. The name is byte-exact; ids are text and keep their leading zeros. */
export type CardArrival = {
  boxNumber: string | null
  /** 申請書ID, 23 digits. */
  applicationId: string
  /** 交付通知書番号, three letters or digits and six digits, without the hyphen. */
  noticeNumber: string | null
  /** 製造番号, 16 capital letters or digits. */
  serialNumber: string | null
  name: string
  /** Full-width katakana. */
  kana: string | null
  birthDate: PlainDate
  /** Seven digits. */
  postalCode: string | null
  address: string | null
  kind: CardKind
  appliedOn: PlainDate | null
  issuedOn: PlainDate | null
  expiresOn: PlainDate | null
  /** 署名用電子証明書 wanted; null when the file does not say. */
  signatureCertificate: boolean | null
  /** 利用者証明用電子証明書 wanted; null when the file does not say. */
  userCertificate: boolean | null
  /** The code of one of the municipality's venues. */
  venue: string
}

/** A line's texts as they were received; what looks like a 個人番号 is masked. */
export type ArrivalTexts = Partial<Record<ArrivalField, string>>

export type ArrivalReason =
  | CharacterProblem
  | 'name-missing'
  | 'value-missing'
  | 'my-number-in-field'
  | 'mask-left-in-field'
  | 'too-long'
  | 'application-id-length'
  | 'application-id-letters'
  | 'same-application-id'
  | 'same-notice-number'
  | 'notice-number-of-card'
  | 'notice-number-shape'
  | 'serial-number-shape'
  | 'spreadsheet-damaged-number'
  | 'postal-code-shape'
  | 'not-a-date'
  | 'no-such-date'
  | 'birth-date-outside-its-era'
  | 'date-outside-its-era'
  | 'birth-date-in-the-future'
  | 'unknown-kind'
  | 'unknown-venue'
  | 'unknown-yes-no'
  | 'line-cut-short'
  | 'too-many-cells'
  | 'stray-quote'
  | 'line-too-long'

export type ArrivalWarningReason = CharacterWarning | 'name-unclear' | 'kana-missing'

/** `detail` fills the blanks of the reason's sentence; it never holds an unmasked 個人番号. */
export type ArrivalProblem = {
  /** `line` for the line as a whole, `other` for a column that we do not read (`detail.column` names it). */
  field: ArrivalField | 'line' | 'other'
  reason: ArrivalReason
  detail: Record<string, string | number>
}
export type ArrivalWarning = { field: ArrivalField; reason: ArrivalWarningReason }

/** `texts`: as they came (masked), until the row is a card; a good one turns bad when a card has its 交付通知書番号 already. */
export type GoodRow = { line: number; good: CardArrival; warnings: ArrivalWarning[]; texts: ArrivalTexts }
export type BadRow = { line: number; bad: ArrivalTexts; problems: ArrivalProblem[] }

import type { PlainDate } from '../../calendar.ts'
import { toFullWidthKana } from '../name-rules.ts'
import { type DateStyle, readDate } from './arrival-date-rules.ts'
import type { ArrivalReason } from './arrival-rules.ts'

/** A value read from a cell, or why it could not be. */
export type Read<Value> =
  | { value: Value }
  | { reason: ArrivalReason; detail?: Record<string, string | number> }

const HYPHENS_AND_BLANKS = /[\p{Pd}\u2212\u30FC\s]/gu

/** Ids may come in full width and in groups. */
const idOf = (text: string) => text.normalize('NFKC').replace(HYPHENS_AND_BLANKS, '').toUpperCase()

/** 申請書ID: 23 digits, as text. A spreadsheet turns it into 8.6E+22 and loses eight digits of it. */
export function readApplicationId(text: string): Read<string> {
  const id = idOf(text)
  if (/^\d(\.\d+)?E\+?\d+$/.test(id)) return { reason: 'spreadsheet-damaged-number' }
  if (!/^\d+$/.test(id)) return { reason: 'application-id-letters' }
  if (id.length !== 23) return { reason: 'application-id-length', detail: { digits: id.length } }
  return { value: id }
}

/** 交付通知書番号: three letters or digits, six digits; the hyphen is not kept. */
export function readNoticeNumber(text: string): Read<string> {
  const number = idOf(text)
  return /^[0-9A-Z]{3}\d{6}$/.test(number) ? { value: number } : { reason: 'notice-number-shape' }
}

/** 製造番号: 16 letters or digits. */
export function readSerialNumber(text: string): Read<string> {
  const number = idOf(text)
  if (/^\d(\.\d+)?E\+\d+$/.test(number)) return { reason: 'spreadsheet-damaged-number' }
  return /^[0-9A-Z]{16}$/.test(number) ? { value: number } : { reason: 'serial-number-shape' }
}

/** Seven digits; 〒 and the hyphen are not kept. */
export function readPostalCode(text: string): Read<string> {
  const code = idOf(text).replace(/^〒/, '')
  return /^\d{7}$/.test(code) ? { value: code } : { reason: 'postal-code-shape' }
}

/** The name as it came, byte for byte: NFC would change real names. */
export const readName = (text: string): Read<string> => upTo(200, text)

export const readKana = (text: string): Read<string> => upTo(200, toFullWidthKana(text.trim()))

export const readBoxNumber = (text: string): Read<string> => upTo(40, text.trim())

/** An address on one line. */
export const readAddress = (text: string): Read<string> => upTo(300, text.trim())

/** The birth date; it may not lie after `today` (Asia/Tokyo). */
export const readBirthDate =
  (styles: readonly DateStyle[], today: PlainDate) =>
  (text: string): Read<PlainDate> => {
    const read = readDate(text, styles)
    if ('problem' in read) {
      const reason = read.problem === 'outside-its-era' ? 'birth-date-outside-its-era' : read.problem
      return { reason, detail: { value: text } }
    }
    return read.date > today
      ? { reason: 'birth-date-in-the-future', detail: { value: text } }
      : { value: read.date }
  }

export const readOtherDate =
  (styles: readonly DateStyle[]) =>
  (text: string): Read<PlainDate> => {
    const read = readDate(text, styles)
    if ('date' in read) return { value: read.date }
    const reason = read.problem === 'outside-its-era' ? 'date-outside-its-era' : read.problem
    return { reason, detail: { value: text } }
  }

/** What a code table makes of a text; width, case and blanks do not matter. */
export const readCode =
  <Value>(table: ReadonlyMap<string, Value>, reason: ArrivalReason) =>
  (text: string): Read<Value> => {
    const value = table.get(codeKey(text))
    return value === undefined ? { reason, detail: { value: text } } : { value }
  }

/** How headers and codes are compared: NFKC, without blanks, in lower case. */
export const codeKey = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase()

function upTo(limit: number, text: string): Read<string> {
  const length = [...text].length
  return length <= limit ? { value: text } : { reason: 'too-long', detail: { limit, length } }
}

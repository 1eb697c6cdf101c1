import { type ReservationNumber, readReservationNumber } from '../booking/reservation-number-rules.ts'
import { type InquiryNumber, readInquiryNumber } from './inquiry-number-rules.ts'
import { looksLikeMyNumber } from './my-number-rules.ts'
import { kanaSearchKey, latinWords, nameSearchKey } from './name-rules.ts'

/** What a scan may mean. The likeliest first; the next one counts when the one before finds nothing. */
export type Reading =
  | { as: 'reservation-number'; number: ReservationNumber }
  | { as: 'inquiry-number'; number: InquiryNumber }
  | { as: 'application-id'; id: string }
  | { as: 'notice-number'; number: string }
  | { as: 'telephone'; number: string }
  | { as: 'name'; nameKey: string; kanaKey: string; words: string[] }

export type ScanRefusal = 'nothing-typed' | 'my-number-typed'

const HYPHENS = /[\s\p{Pd}\u2212\u30FC]/gu

/**
 * Reads what was scanned or typed into the one box: 予約番号, 照会番号 (also the address in a letter's QR code), 申請書ID,
 * 通知書番号, the telephone left with a reservation, or the beginning of a name or its reading. A 個人番号 is refused before it goes anywhere.
 */
export function readScan(typed: string): { readings: Reading[] } | { refused: ScanRefusal } {
  // Controls part words as a space does: scanners frame what they read with them, and PostgreSQL stores no NUL.
  const text = withoutAddress(typed.trim())
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 200)
  if (!text) return { refused: 'nothing-typed' }
  if (looksLikeMyNumber(text)) return { refused: 'my-number-typed' }

  const code = plainCode(text)
  const reservation = readReservationNumber(text)
  const inquiry = readInquiryNumber(text)
  const readings: Reading[] = []
  if (reservation) readings.push({ as: 'reservation-number', number: reservation })
  if (inquiry.ok) readings.push({ as: 'inquiry-number', number: inquiry.value })
  if (/^\d{23}$/.test(code)) readings.push({ as: 'application-id', id: code })
  if (/^[A-Z0-9]{3}\d{6}$/.test(code)) readings.push({ as: 'notice-number', number: code })
  const telephone = code.replace(/[().]/g, '')
  if (/^(0\d{9,10}|\+\d{8,15})$/.test(telephone)) readings.push({ as: 'telephone', number: telephone })
  if (/\p{L}/u.test(text)) {
    const words = latinWords(text)
    readings.push({ as: 'name', nameKey: nameSearchKey(text), kanaKey: kanaSearchKey(text), words })
  }
  return { readings }
}

/** A number as it is stored: half-width capitals, without hyphens, spaces, and what a scanner frames it with. */
export const plainCode = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(HYPHENS, '')

/** A letter's QR code is an address whose fragment is the number; a scanner types all of it. */
const withoutAddress = (text: string) =>
  /^https?:\/\//i.test(text) ? (text.split('#')[1] ?? text.split('/').at(-1) ?? '') : text

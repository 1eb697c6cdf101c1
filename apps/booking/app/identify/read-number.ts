import { readReservationNumber } from '@madoguchi/core/booking'
import { readInquiryNumber } from '@madoguchi/core/issuance'
import type { Page } from '../page/page.tsx'

/** A number as one of the two ways of identifying reads it: what is compared, or the sentence that says what to look at. */
export type ReadNumber = { numberHmac: Buffer; reservationNumber: string | null } | { problem: string }

/** How the number is read that is typed at each door. */
export const READ_NUMBER = { '/letter': ofLetter, '/my': ofReservation } as const

function ofLetter({ words, numberHmac }: Page, typed: string): ReadNumber {
  if (typed.trim() === '') return { problem: words('identify.wrong.inquiry-number-missing') }
  const read = readInquiryNumber(typed)
  if (!read.ok) return { problem: words(`identify.wrong.${read.reason}`, { ...read, ok: 0 }) }
  return { numberHmac: numberHmac(read.value), reservationNumber: null }
}

function ofReservation({ words, numberHmac }: Page, typed: string): ReadNumber {
  if (typed.trim() === '') return { problem: words('identify.wrong.reservation-number-missing') }
  const number = readReservationNumber(typed)
  if (!number) return { problem: words('identify.wrong.reservation-number') }
  // The guard that counts tries: in a room of its own, apart from the numbers of letters.
  return { numberHmac: numberHmac(`R${number}`), reservationNumber: number }
}

import { sayBringList } from '@madoguchi/core/booking'
import { formatInquiryNumber } from '@madoguchi/core/issuance'
import type { Letter } from '@madoguchi/core/issuance/letters'
import { formatDate } from '@madoguchi/i18n/format'
import qrcode from 'qrcode'
import { speechOf } from '../../speech.server.ts'
import type { OfficeContext } from '../../staff-context.ts'

/** What every letter of a municipality says in the same way. */
export function senderView({ tenant, bookingOrigin, now }: OfficeContext) {
  const { name, telephone, hours } = tenant.contact
  return {
    municipality: tenant.name.ja,
    office: name.ja,
    telephone,
    hours: hours.ja,
    date: formatDate('ja', now, { weekday: false }),
    // As people write it; the code carries it whole.
    address: bookingOrigin && `${bookingOrigin.replace(/^https?:\/\//, '')}/k`,
  }
}
export type SenderView = ReturnType<typeof senderView>

/** A letter in the words of its sheet. In the code the number stands behind `#`: no server and no log ever sees it there. */
export function letterView(letter: Letter, context: OfficeContext) {
  const { bookingOrigin } = context
  const { cardId, name, address, venue, bring } = letter
  return {
    id: cardId,
    name,
    postalCode: letter.postalCode?.replace(/^(\d{3})/, '$1-') ?? null,
    address,
    venue,
    bring: bring && sayBringList(bring, speechOf(context)),
    number: formatInquiryNumber(letter.number),
    deadline: formatDate('ja', letter.deadlineOn, { years: 'both' }),
    code: bookingOrigin && squares(`${bookingOrigin}/k#${letter.number}`),
  }
}
export type LetterView = ReturnType<typeof letterView>

/** A QR code as one SVG path, a bar for each run of dark squares in a row; `size` in squares, without the quiet zone. */
function squares(text: string) {
  const { size, data } = qrcode.create(text, { errorCorrectionLevel: 'M' }).modules
  const rows = Array.from({ length: size }, (_, y) => data.subarray(y * size, (y + 1) * size).join(''))
  const path = rows.flatMap((row, y) =>
    [...row.matchAll(/1+/g)].map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`),
  )
  return { size, path: path.join('') }
}

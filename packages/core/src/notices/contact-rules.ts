import { CONTACT_LEFT } from './notice-rules.ts'

/** The ways by which a message may leave. Nobody can be found on LINE yet: no page asks for a friend's id. */
export const MESSAGE_CHANNELS = ['mail', 'sms', 'line'] as const
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number]

export type Contact = { channel: MessageChannel; recipient: string }

/** What a resident has left with a reservation, and how it was booked. */
export type Left = {
  mail: string | null
  /** Where a mail about it was written to last, when that is another address. */
  formerMail: string | null
  telephone: string | null
  bookedBy: string
}

/**
 * Where a message of a kind goes; null when nobody is told. By mail, or, where the municipality sends them (`sms`), by SMS to
 * the mobile telephone of somebody who left no mail address: on the web, where the page says that this is what a number
 * alone leads to. Whoever rang up was not told so.
 */
export function contactFor(kind: string, left: Left, { sms }: { sms: boolean }): Contact | null {
  const { mail, formerMail, telephone, bookedBy } = left
  const byMail = kind === CONTACT_LEFT ? formerMail : mail
  if (byMail) return { channel: 'mail', recipient: byMail }
  if (kind === CONTACT_LEFT || !sms || bookedBy !== 'web' || !telephone || !isMobile(telephone)) return null
  return { channel: 'sms', recipient: telephone }
}

/** 060, 070, 080 or 090 and eight digits (電気通信番号規則), also as the world writes it. */
const isMobile = (telephone: string) => /^(0|\+81)[6-9]0\d{8}$/.test(telephone)

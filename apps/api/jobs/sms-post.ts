import type { Post } from '@madoguchi/core/notices'
import { z } from 'zod'
import { basic, openDoor, refusal } from './hand-over.ts'

/** A municipality's account at Twilio: an API key of its own, and the number or name that messages come from. */
export const SmsAccount = z.strictObject({
  accountSid: z.string().regex(/^AC[0-9a-f]{32}$/),
  keySid: z.string().regex(/^SK[0-9a-f]{32}$/),
  keySecret: z.string().min(1),
  from: z.string().min(1),
  /** Another address than Twilio's own, without a slash at the end: a stand-in's. */
  url: z.url().optional(),
})
export type SmsAccount = z.infer<typeof SmsAccount>

const Said = z.object({ code: z.number() })
/** No number, none that can receive, no mobile telephone. */
const NOT_A_NUMBER = [21211, 21214, 21217, 21614]
/** Answered STOP, or in no reach. */
const REFUSED = [21408, 21610, 21612]

/**
 * Hands short messages to Twilio's Messages resource. It knows no key by which it would tell a repeat: whatever breaks
 * off between its taking a message and our hearing of it is sent twice, as with a mail.
 */
export function openSmsPost(account: SmsAccount, now?: () => number): Post {
  const door = openDoor(now)
  const url = `${account.url ?? 'https://api.twilio.com'}/2010-04-01/Accounts/${account.accountSid}/Messages.json`
  const authorization = basic(account.keySid, account.keySecret)
  return async ({ to, body }) => {
    const number = inE164(to)
    if (!number) throw refusal('EADDRESS', true)
    const form = new URLSearchParams({ To: number, From: account.from, Body: body.trim() })
    const { status, json } = await door(url, { headers: { authorization }, body: form })
    if (status === 201) return
    const code = Said.safeParse(json).data?.code ?? 0
    if (NOT_A_NUMBER.includes(code)) throw refusal('EADDRESS', true)
    if (REFUSED.includes(code)) throw refusal('EENVELOPE', true)
    // A wrong key or sender is ours to mend: what waits leaves once that is done.
    throw refusal('ECONNECTION', false)
  }
}

/** 090-1234-5678 as +819012345678; null when it is no telephone number. */
const inE164 = (text: string) => {
  const digits = text.replace(/[\s-]/g, '')
  if (/^0\d{9,10}$/.test(digits)) return `+81${digits.slice(1)}`
  return /^\+\d{8,15}$/.test(digits) ? digits : null
}

import { openTwilioStandIn } from '@madoguchi/config/stand-ins/twilio-stand-in.ts'
import { openSlot } from '@madoguchi/supabase-local'

/** Nobody's, and worth nothing at Twilio. */
const ACCOUNT = {
  accountSid: `AC${'0'.repeat(32)}`,
  keySid: `SK${'0'.repeat(32)}`,
  keySecret: 'stand-in',
  from: '+815000000000',
}

/**
 * A stand-in for the provider of the fictional town's SMS on this machine: what it takes lies in the mailbox, at the number
 * as an address. Answers the accounts as the jobs program is given them.
 */
export async function openSmsForDemo(smtpUrl: string) {
  const put = openSlot(smtpUrl)
  const { url, close } = await openTwilioStandIn(ACCOUNT, ({ to, body }) => {
    const subject = `（SMS）${body}`
    put({ from: `${ACCOUNT.from}@sms.invalid`, to: `${to}@sms.invalid`, subject, text: body }).catch(() => {})
  })
  return { accounts: { minase: { ...ACCOUNT, url } }, close }
}

import { listen, type Told } from './listen.ts'

type Account = { accountSid: string; keySid: string; keySecret: string; from: string }

/**
 * A stand-in for Twilio's Messages resource on this machine, as far as we speak it: `POST /2010-04-01/Accounts/{sid}/
 * Messages.json` with its authorization and form checked, and its own answers (twilio.com/docs: Message resource, errors).
 */
export async function openTwilioStandIn(
  { accountSid, keySid, keySecret, from }: Account,
  /** Told of what it has taken. */
  onSent: (message: { to: string; body: string }) => void = () => {},
) {
  const sent: { to: string; body: string }[] = []
  const next: Told[] = []
  const authorization = `Basic ${Buffer.from(`${keySid}:${keySecret}`).toString('base64')}`
  const refuse = (status: number, code: number, message: string): Told => ({
    status,
    json: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  })
  const server = await listen(({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== `/2010-04-01/Accounts/${accountSid}/Messages.json`)
      return refuse(404, 20404, `The requested resource ${path} was not found`)
    if (headers.authorization !== authorization) return refuse(401, 20003, 'Authenticate')
    const told = next.shift()
    if (told) return told
    if (headers['content-type'] !== 'application/x-www-form-urlencoded;charset=UTF-8')
      return refuse(400, 21604, "A 'To' phone number is required.")
    const form = new URLSearchParams(body)
    const [to, text] = [form.get('To') ?? '', form.get('Body') ?? '']
    if (form.get('From') !== from) return refuse(400, 21606, "The 'From' phone number is not a valid sender.")
    if (!/^\+\d{8,15}$/.test(to)) return refuse(400, 21211, `Invalid 'To' Phone Number: ${to}`)
    if (!text) return refuse(400, 21602, 'Message body is required.')
    if (text.length > 1600)
      return refuse(400, 21617, 'The concatenated message body exceeds the 1600 character limit')
    sent.push({ to, body: text })
    onSent({ to, body: text })
    const sid = `SM${String(sent.length).padStart(32, '0')}`
    return { status: 201, json: { sid, status: 'queued', to, from, body: text, error_code: null } }
  })
  return {
    url: server.url,
    sent,
    refuse,
    /** How the next authorized request is answered instead, once. */
    answer: (told: Told) => void next.push(told),
    close: server.close,
  }
}

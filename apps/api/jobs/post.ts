import type { Post } from '@madoguchi/core/notices'
import { createTransport } from 'nodemailer'

/** One address and nothing else: no line break, no second address, no name in front, no quoted part. */
const ONE_ADDRESS = /^[^\s<>()[\],;:\\"@]+@[^\s<>()[\],;:\\"@]+$/

// A mail server that says nothing must not hold a job for the ten minutes that are the library's own patience.
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 }

// No METHOD: a mail program that books or answers by itself asks for one.
const CALENDAR = { filename: 'reservation.ics', contentType: 'text/calendar; charset=utf-8' }

/**
 * Hands mails to an SMTP server (`smtp://…` or `smtps://…`), from one address in the name of the municipality. One address, fixed headers, the body as plain text:
 * nodemailer's object form leaves no way to add a header (IPA 8). What is not one address is refused before it is sent.
 */
export function openPost(smtpUrl: string, address: string) {
  const transport = createTransport({ url: smtpUrl, pool: true, ...PATIENCE } as never)
  const host = address.split('@')[1] ?? 'localhost'
  const post: Post = async ({ sender, to, subject, body, calendar, messageId }) => {
    if (!ONE_ADDRESS.test(to)) throw Object.assign(new Error('not one mail address'), { code: 'EADDRESS' })
    await transport.sendMail({
      from: { name: sender, address },
      to: { name: '', address: to },
      subject: subject.replace(/\s+/g, ' '),
      text: body,
      ...(calendar && { attachments: [{ ...CALENDAR, content: calendar }] }),
      messageId: `<${messageId}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
  return { post, close: () => transport.close() }
}

import type { Post } from '@madoguchi/core/notices'
import { createTransport } from 'nodemailer'

/**
 * Hands mails to an SMTP server (`smtp://…` or `smtps://…`). One address, fixed headers, the body as plain text:
 * nodemailer's object form leaves no way to add a header (IPA 8).
 */
export function openPost(smtpUrl: string, from: { name: string; address: string }) {
  const transport = createTransport(smtpUrl, { pool: true } as never)
  const host = from.address.split('@')[1] ?? 'localhost'
  const post: Post = async ({ to, subject, body, messageId }) => {
    await transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text: body,
      messageId: `<${messageId}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  }
  return { post, close: () => transport.close() }
}

import { createTransport } from 'nodemailer'

/** The slot of the mailbox: puts in what came another way, so that it lies among the mails. */
export function openSlot(smtpUrl: string) {
  const transport = createTransport(smtpUrl)
  return async (it: { from: string; to: string; subject: string; text: string }): Promise<void> => {
    await transport.sendMail(it)
  }
}

import type { Target } from './target.ts'

/** The caught mails for one address, newest first, with the token of the link in each. */
export async function mailsFor(target: Target, email: string) {
  const answer = await fetch(`${target.local?.mailboxUrl}/api/messages?to=${encodeURIComponent(email)}`)
  const { messages } = (await answer.json()) as { messages: { subject: string; text: string }[] }
  return messages.map(({ subject, text }) => {
    const link = /https?:\/\/\S+/.exec(text)?.[0] ?? ''
    const hash = link ? (new URL(link).searchParams.get('token') ?? '') : ''
    return { subject, text, link, hash, otp: /確認コード: (\d{6})/.exec(text)?.[1] ?? '' }
  })
}

import type { Post } from '@madoguchi/core/notices'
import { z } from 'zod'
import { openDoor, refusal } from './hand-over.ts'

/** A municipality's LINE Official Account: the channel access token of its Messaging API. */
export const LineAccount = z.strictObject({ accessToken: z.string().min(1) })
export type LineAccount = z.infer<typeof LineAccount>

/**
 * Hands messages to LINE's Messaging API, each under its own id as retry key: LINE takes a key once in 24 hours, so that a
 * repeat after a broken line is answered 409 and reaches nobody twice.
 */
export function openLinePost(
  { accessToken }: LineAccount,
  base = 'https://api.line.me',
  now?: () => number,
): Post {
  const door = openDoor(now)
  return async ({ to, body, messageId }) => {
    if (!/^U[0-9a-f]{32}$/.test(to)) throw refusal('EADDRESS', true)
    const { status } = await door(`${base}/v2/bot/message/push`, {
      headers: {
        authorization: `Bearer ${accessToken}`,
        'content-type': 'application/json',
        'x-line-retry-key': messageId,
      },
      body: JSON.stringify({ to, messages: [{ type: 'text', text: body.trim() }] }),
    })
    if (status === 200 || status === 409) return
    if (status === 400) throw refusal('EENVELOPE', true)
    // A token that has run out is ours to mend: what waits leaves once that is done.
    throw refusal('ECONNECTION', false)
  }
}

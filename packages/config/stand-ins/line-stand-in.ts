import { listen, type Told } from './listen.ts'

/**
 * A stand-in for LINE's Messaging API on this machine, as far as we speak it: `POST /v2/bot/message/push` with its
 * authorization, retry key and body checked, and its own answers (developers.line.biz: push message, retrying).
 */
export async function openLineStandIn(accessToken: string) {
  const accepted = new Map<string, string>()
  const pushed: { to: string; text: string; retryKey: string }[] = []
  const next: Told[] = []
  const server = await listen(({ method, path, headers, body }) => {
    if (method !== 'POST' || path !== '/v2/bot/message/push')
      return { status: 404, json: { message: 'Not found' } }
    if (headers.authorization !== `Bearer ${accessToken}`)
      return {
        status: 401,
        json: {
          message:
            'Authentication failed. Confirm that the access token in the authorization header is valid.',
        },
      }
    const told = next.shift()
    if (told) return told
    const retryKey = String(headers['x-line-retry-key'] ?? '')
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(retryKey))
      return { status: 400, json: { message: 'The retry key is invalid' } }
    const { to, messages } = readPush(headers['content-type'], body)
    if (!/^U[0-9a-f]{32}$/.test(to))
      return { status: 400, json: { message: "The property, 'to', in the request body is invalid" } }
    const [text] = messages
    if (text?.type !== 'text' || !text.text || text.text.length > 5000)
      return {
        status: 400,
        json: {
          message: 'The request body has 1 error(s)',
          details: [{ message: 'May not be empty', property: 'messages[0].text' }],
        },
      }
    const before = accepted.get(retryKey)
    if (before)
      return {
        status: 409,
        headers: { 'x-line-accepted-request-id': before },
        json: {
          message: 'The retry key is already accepted',
          sentMessages: [{ id: before, quoteToken: 'q' }],
        },
      }
    accepted.set(retryKey, `${accepted.size + 1}`)
    pushed.push({ to, text: text.text, retryKey })
    return { status: 200, json: { sentMessages: [{ id: `${accepted.size}`, quoteToken: 'q' }] } }
  })
  return {
    url: server.url,
    pushed,
    /** How the next authorized request is answered instead, once. */
    answer: (told: Told) => void next.push(told),
    close: server.close,
  }
}

function readPush(
  type: string | undefined,
  body: string,
): { to: string; messages: { type?: string; text?: string }[] } {
  if (!/^application\/json/.test(type ?? '')) return { to: '', messages: [] }
  const read = JSON.parse(body) as { to?: string; messages?: { type?: string; text?: string }[] }
  return { to: read.to ?? '', messages: read.messages ?? [] }
}

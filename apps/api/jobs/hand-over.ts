const PATIENCE = 10_000

/** What a service said no to. `permanent`: asked again, it would say no again. No words of the service: they quote numbers. */
export const refusal = (code: 'EADDRESS' | 'EENVELOPE' | 'ECONNECTION', permanent: boolean) =>
  Object.assign(new Error(`not taken: ${code}`), { code, permanent })

export type Answer = { status: number; json: unknown }

/**
 * Hands a message to a service over HTTP. Too many at once (429, Retry-After in seconds or as a date) closes this door until the
 * service wants to be asked again: until then it is not asked. Nothing heard, 429 and 5xx are tried again by the queue.
 */
export function openDoor(now: () => number = Date.now) {
  let closedUntil = 0
  return async (url: string, init: RequestInit): Promise<Answer> => {
    if (now() < closedUntil) throw refusal('ECONNECTION', false)
    const answer = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
      ...init,
    }).catch(() => {
      throw refusal('ECONNECTION', false)
    })
    const json = await answer.json().catch(() => null)
    if (answer.status === 429) closedUntil = now() + pauseOf(answer.headers.get('retry-after'), now())
    if (answer.status === 429 || answer.status >= 500) throw refusal('ECONNECTION', false)
    return { status: answer.status, json }
  }
}

const MINUTE = 60_000

function pauseOf(said: string | null, now: number) {
  const seconds = Number(said ?? '')
  const pause = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(said ?? '') - now
  return pause > 0 ? Math.min(pause, 60 * MINUTE) : MINUTE
}

export const basic = (user: string, secret: string) =>
  `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`

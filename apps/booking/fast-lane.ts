import type { IncomingMessage, ServerResponse } from 'node:http'
import { gzipSync } from 'node:zlib'
import type { Calendars, LaneCalendar } from '@madoguchi/core/availability'
import type { TenantId } from '@madoguchi/core/kernel'
import { parse } from 'hono/utils/cookie'

type Incoming = Pick<IncomingMessage, 'method' | 'url' | 'headers'>

/** An answer as it goes out (`headers`: name, value, name, …), and the calendar that it was made from. */
type Kept = {
  tenantId: TenantId
  calendar: LaneCalendar
  body: Uint8Array<ArrayBuffer>
  headers: string[]
}

/** Addresses × languages × encodings that are kept; beyond that it begins anew. Nobody can fill the memory by asking. */
const MOST = 2000

const SHORT = 3000

/**
 * All of a request that a public answer depends on. The language comes from the cookie, read as Hono reads it, so that no
 * spelling of a cookie can put one language's page under another's key; else from the header.
 */
function keyOf(incoming: Incoming, languageCookie: string): string {
  const {
    host,
    cookie = '',
    'accept-language': languages = '',
    'accept-encoding': encodings = '',
  } = incoming.headers
  const chosen = cookie === '' ? '' : (parse(cookie, languageCookie)[languageCookie] ?? '')
  return JSON.stringify([host, incoming.url, chosen, languages, String(encodings).includes('gzip')])
}

/**
 * In front of Hono, for the two addresses that thousands ask for at once. An answer that went through everything once is
 * sent as it is to whoever asks for the very same, for as long as its calendar is the newest, which is a second at most.
 * It has its security headers with it; a host that is not ours never gets an answer to be kept. It leaves without a
 * Request and a Response being made for it, which cost as much as all the rest.
 */
export function openFastLane(calendars: Pick<Calendars, 'laneNow'>, languageCookie: string) {
  const kept = new Map<string, Kept>()

  return {
    /** Keeps an answer that is the same for everyone, and answers with it. */
    keep(
      incoming: Incoming,
      it: { tenantId: TenantId; calendar: LaneCalendar; text: string; headers: Record<string, string> },
    ) {
      const { tenantId, calendar } = it
      // A short answer leaves in one packet with its headers; a long one is packed once for everyone. Bytes, not text:
      // else the whole answer is encoded anew for each.
      const gzip =
        it.text.length > SHORT && String(incoming.headers['accept-encoding'] ?? '').includes('gzip')
      const body = Uint8Array.from(gzip ? gzipSync(it.text) : Buffer.from(it.text))
      const headers: Record<string, string> = {
        ...it.headers,
        vary: 'accept-encoding, accept-language, cookie',
        'content-length': String(body.length),
        ...(gzip && { 'content-encoding': 'gzip' }),
      }
      if (kept.size >= MOST) kept.clear()
      kept.set(keyOf(incoming, languageCookie), {
        tenantId,
        calendar,
        body,
        headers: Object.entries(headers).flat(),
      })
      return new Response(body, { headers })
    },

    /** Answers, when it has the answer; false when the request must go the long way. */
    answers(incoming: Incoming, outgoing: ServerResponse): boolean {
      if (incoming.method !== 'GET' || !incoming.url?.startsWith('/availability')) return false
      const it = kept.get(keyOf(incoming, languageCookie))
      if (!it || calendars.laneNow(it.tenantId, it.calendar.lane) !== it.calendar) return false
      outgoing.writeHead(200, it.headers).end(it.body)
      return true
    },
  }
}
export type FastLane = ReturnType<typeof openFastLane>

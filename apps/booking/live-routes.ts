import type { Queues } from '@madoguchi/core/queue'
import type { Tenant } from '@madoguchi/core/tenancy'
import type { ShellEnv } from '@madoguchi/web'
import type { Hono } from 'hono'
import type { Visit } from './make-page.ts'

/** So many screens and telephones of one municipality are told at once; the others ask by themselves now and then. */
const MOST = 500
const BEAT = 15_000

/**
 * `/live/<venue>`: tells an open page that the venue's numbers have changed, and nothing else; what has changed the page asks for
 * itself. A beat every 15 s lets it know that it is still being told. `end` closes every stream, so that the program can stop.
 */
export function liveRoutes(app: Hono<ShellEnv<Tenant, Visit>>, queues: Queues) {
  const streams = new Set<{ tenantId: string; say: (text: string) => void; end: () => void }>()
  const beat = setInterval(() => {
    for (const { say } of streams) say('event: beat\ndata:\n\n')
  }, BEAT)
  beat.unref()

  app.get('/live/:venue', (c) => {
    const { tenant, settings } = c.var
    const venue = settings.venues.find((it) => it.code === c.req.param('venue') && it.active)
    if (!venue) return c.text('404 Not Found', 404)
    const theirs = [...streams].filter((it) => it.tenantId === tenant.id).length
    if (theirs >= MOST) return c.text('503 Service Unavailable', 503, { 'retry-after': '60' })

    const letters = new TextEncoder()
    let leave = () => {}
    const body = new ReadableStream<Uint8Array>({
      start(stream) {
        const say = (text: string) => {
          // Whoever reads too slowly is let go, and comes back: nothing piles up here.
          if ((stream.desiredSize ?? 0) < -64) it.end()
          else stream.enqueue(letters.encode(text))
        }
        const it = { tenantId: tenant.id, say, end: () => close(() => stream.close()) }
        const stop = queues.listen(tenant.id, venue.id, () => say('data: changed\n\n'))
        const close = (how: () => void) => {
          if (!streams.delete(it)) return
          stop()
          how()
        }
        leave = () => close(() => {})
        streams.add(it)
        say('retry: 3000\nevent: beat\ndata:\n\n')
      },
      cancel: () => leave(),
    })
    return c.body(body, 200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no', // nginx passes each line on at once
    })
  })

  return {
    end() {
      clearInterval(beat)
      for (const { end } of [...streams]) end()
    },
  }
}

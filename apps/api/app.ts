import { Hono } from 'hono'

/** Built, not started: main.ts listens, tests call app.request(). Webhooks and partner systems come with later parts. */
export const createApi = ({
  ready,
  log,
}: {
  ready: () => Promise<void>
  log: (event: Record<string, unknown>) => void
}) =>
  new Hono()
    .get('/healthz', async (c) => {
      await ready()
      return c.text('ok')
    })
    .onError((defect, c) => {
      log({ level: 'error', event: 'request', defect: defect.name })
      return c.json({ error: 'unexpected' }, 500)
    })

import { Hono } from 'hono'
import { problem } from './routes/problem.ts'
import { type MachinePorts, ticketMachines } from './routes/ticket-machines.ts'

/** Built, not started: main.ts listens, tests call app.request(). What machines may ask; webhooks come with later parts. */
export function createApi({
  ready,
  log,
  machines,
}: {
  ready: () => Promise<void>
  log: (event: Record<string, unknown>) => void
  machines?: MachinePorts
}) {
  const app = new Hono()
    .get('/healthz', async (c) => {
      await ready()
      return c.text('ok')
    })
    .onError((defect, c) => {
      log({ level: 'error', event: 'request', defect: defect.name })
      return problem(c, { status: 500, code: 'unexpected', detail: '処理できませんでした。' })
    })
  if (machines) app.route('/', ticketMachines(machines))
  return app
}

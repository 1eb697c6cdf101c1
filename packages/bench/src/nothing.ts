import { serve } from '@hono/node-server'
import { Hono } from 'hono'

/** The floor of HTTP: a Hono handler that does nothing, on the same server library as the programs. */
const app = new Hono().get('/', (c) => c.text('ok')).get('/healthz', (c) => c.text('ok'))
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' })

import { SEND } from '@madoguchi/core/notices'
import { openQueues } from '@madoguchi/core/queue'
import { openTenantDirectory, openTenantSettings, type Tenant } from '@madoguchi/core/tenancy'
import { openDatabase, startRelay } from '@madoguchi/db'
import { installQueue, openQueue, startWorkers, type Task } from '@madoguchi/db/queue'
import { openLanguages } from '@madoguchi/i18n'
import { readEnvironment } from '@madoguchi/web/env'
import { openLog } from '@madoguchi/web/log'
import { serve } from '@madoguchi/web/serve'
import { z } from 'zod'
import { createApi } from './app.ts'
import { openPost } from './jobs/post.ts'
import { accountSettings, openPosts } from './jobs/post-by-channel.ts'
import { openTasks } from './jobs/tasks.ts'

const env = readEnvironment(process.env, {
  QUEUE_URL: z.string().min(1),
  SMTP_URL: z.url(),
  MAIL_FROM: z.email(),
  ...accountSettings,
  INQUIRY_PEPPER: z.string().min(32),
  SEAL_KEY: z.base64(),
  /** Only on a developer's machine: the port at which residents' pages are met. */
  PUBLIC_BOOKING_PORT: z.string().default(''),
})
const log = openLog('api')
// The queue's library lets some losses of a connection go by unseen; left alone, the first would end this program.
process.on('unhandledRejection', (defect: { code?: unknown } | null) => {
  if (!/^(08...|57P0\d|ECONN\w+|EPIPE)$/.test(String(defect?.code))) throw defect
  log({ level: 'error', event: 'connection-lost', code: String(defect?.code) })
})
const db = openDatabase(env.DATABASE_URL, { name: 'api', max: 8 })
const directory = await openTenantDirectory(db, 'booking', {
  onDefect: (event) => log({ level: 'error', ...event }),
})
const settings = await openTenantSettings(db, 'machine')
const queues = await openQueues(db, { role: 'machine' })
const languages = openLanguages()
const { post, close: closePost } = openPost(env.SMTP_URL, env.MAIL_FROM)

await installQueue(env.QUEUE_URL)
const queue = await openQueue(env.QUEUE_URL, log)
const port = env.PUBLIC_BOOKING_PORT && `:${env.PUBLIC_BOOKING_PORT}`
const tasks = openTasks({
  db,
  directory,
  settings,
  postOf: openPosts(post, env),
  languages,
  keys: { pepper: env.INQUIRY_PEPPER, seal: env.SEAL_KEY },
  addressOf: (host) => `${env.PUBLIC_SCHEME}://${host}${port}`,
  now: () => new Date(),
  log,
})
const tenants = () => directory.all().map((it) => it.id)
const relay = startRelay({ db, queue, tasks: new Set(Object.keys(tasks)), tenants, log })
const { [SEND]: send, ...others } = tasks as { [SEND]: Task } & typeof tasks
// One mail in hand at a time: whatever ends this program, at most one is sent twice. More copies send more at once.
const senders = await startWorkers(env.QUEUE_URL, { [SEND]: send }, { concurrency: 1, schedule: [], log })
// In UTC: 15:10 is ten past midnight in Tokyo.
const workers = await startWorkers(env.QUEUE_URL, others, {
  concurrency: 4,
  schedule: [
    { task: 'slots.generate', match: '10 15 * * *', identifier: 'slots' },
    // On the minute: places open at a time that was told.
    { task: 'places.release', match: '* * * * *', identifier: 'release' },
    { task: 'reminders.write', match: '*/5 * * * *', identifier: 'reminders' },
    { task: 'calendar.due', match: '* * * * *', identifier: 'due' },
    { task: 'offers.lapse', match: '*/5 * * * *', identifier: 'offers' },
    { task: 'visits.miss', match: '*/15 * * * *', identifier: 'missed' },
    { task: 'holds.sweep', match: '* * * * *', identifier: 'holds' },
    { task: 'purge', match: '40 17 * * *', identifier: 'purge' },
    { task: 'places.recount', match: '10 18 * * *', identifier: 'recount' },
  ],
  log,
})

const machines = {
  db,
  settings,
  queues,
  languages,
  pepper: env.INQUIRY_PEPPER,
  tenantOf: (slug: string) => directory.all().find((it) => it.slug === slug) ?? null,
  bookingOrigin: (tenant: Tenant) => {
    const host = directory.hostOf(tenant.id)
    return host && `${env.PUBLIC_SCHEME}://${host}${port}`
  },
  now: () => new Date(),
}

serve(createApi({ ready: () => db.ping(), log, machines }), {
  port: env.PORT,
  host: env.HOST,
  log,
  close: async () => {
    await relay.stop()
    await Promise.all([senders.stop(), workers.stop()])
    await Promise.all([queue.close(), directory.close(), settings.close(), queues.close()])
    closePost()
    await db.close()
  },
})

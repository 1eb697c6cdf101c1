import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { endTied, spawnTied } from '../../../scripts/product/spawn-tied.ts'
import type { Site } from './open-site.ts'

/** The program that writes the mails, on the site's database. Its mail server is away: what it has written down stays. */
export async function openMessenger(site: Site) {
  const [row] = await site.owner<[{ name: string }]>`select current_database() as name`
  await site.owner`grant create on database ${site.owner(row.name)} to queue` // a clone has no grants of its own
  const child = spawnTied(process.execPath, ['main.ts'], {
    cwd: join(import.meta.dirname, '../../api'),
    output: 'pipe',
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: site.urlFor('web_api'),
      QUEUE_URL: site.urlFor('queue'),
      PORT: String(await freePort()),
      PUBLIC_SCHEME: 'http',
      SIGNING_KEY: 's'.repeat(32),
      INQUIRY_PEPPER: 'p'.repeat(32),
      SEAL_KEY: Buffer.alloc(32).toString('base64'),
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'noreply@madoguchi.example.jp',
    },
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => said.push(String(text)))

  return {
    /** The texts of the messages about some reservations, once each has one. */
    async written(reservationIds: readonly string[]) {
      for (let patience = 450; patience > 0 && child.exitCode === null; patience--) {
        const rows = await site.owner<{ kind: string; language: string; body: string }[]>`
          select kind, language, body from app.messages
          where reservation_id = any (${[...reservationIds]}::uuid[]) and state <> 'sent'`
        if (rows.length >= reservationIds.length) return rows
        await wait(100)
      }
      throw new Error(`not all was written:\n${said.join('')}`)
    },
    close: () => endTied(child),
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

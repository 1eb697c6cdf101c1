import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { endTied, spawnTied } from '../../../scripts/product/spawn-tied.ts'
import type { Office } from './open-office.ts'

/** Starts the real program, in processes of its own that can be killed, and that end with the test's. */
export function openPrograms(office: Office, smtpUrl: string) {
  const running = new Set<ChildProcess>()
  const lines: string[] = []
  // What the first to end in peace has compiled, the next need not: half of a start.
  const compiled = mkdtempSync(join(tmpdir(), 'madoguchi-compiled-'))

  const programs = {
    /** What all of them have written so far. */
    lines,

    /** One more copy; it may not be ready yet. */
    async launch() {
      const port = await freePort()
      const child = spawnTied(process.execPath, ['main.ts'], {
        cwd: join(import.meta.dirname, '..'),
        output: 'pipe',
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          NODE_COMPILE_CACHE: compiled,
          DATABASE_URL: office.urlFor('web_api'),
          QUEUE_URL: office.urlFor('queue'),
          PORT: String(port),
          PUBLIC_SCHEME: 'http',
          PUBLIC_BOOKING_PORT: '3000',
          SIGNING_KEY: 's'.repeat(32),
          INQUIRY_PEPPER: 'p'.repeat(32),
          SEAL_KEY: Buffer.alloc(32).toString('base64'),
          SMTP_URL: smtpUrl,
          MAIL_FROM: 'noreply@madoguchi.example.jp',
        },
      })
      running.add(child)
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (text) => lines.push(String(text)))
      return { child, port }
    },

    /** One more copy, once it answers. */
    async start() {
      const { child, port } = await programs.launch()
      const answers = () =>
        fetch(`http://127.0.0.1:${port}/healthz`).then(
          (answer) => answer.ok,
          () => false,
        )
      for (let patience = 300; !(await answers()); patience--) {
        if (patience === 0 || child.exitCode !== null)
          throw new Error(`it does not start:\n${lines.join('')}`)
        await wait(100)
      }
      return child
    },

    async end(child: ChildProcess, signal: NodeJS.Signals) {
      running.delete(child)
      if (child.exitCode === null && child.signalCode === null) {
        child.kill(signal)
        await once(child, 'exit')
      }
      await endTied(child) // who watched over it
    },

    async killAll() {
      await Promise.all([...running].map((child) => programs.end(child, 'SIGKILL')))
      rmSync(compiled, { recursive: true, force: true })
    },
  }
  return programs
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import type { Ground } from './ground.ts'
import type { Load, LoadResult } from './load.ts'
import { SIGNING_KEY } from './proved-request.ts'

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

async function start(script: string, env: Record<string, string>) {
  const port = await freePort()
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; ; tries++) {
    const up = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (it) => it.ok,
      () => false,
    )
    if (up) return { port, child }
    if (tries > 200 || child.exitCode !== null) throw new Error(`${script} did not start`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

/** The residents' program as it runs in production: all its middleware, its own login, row security forced. */
export const startBooking = ({ urlFor }: Ground) =>
  start('apps/booking/server.ts', {
    NODE_ENV: 'production',
    DATABASE_URL: urlFor('web_booking'),
    PUBLIC_SCHEME: 'http',
    SIGNING_KEY,
    INQUIRY_PEPPER: 'the pepper of the benchmark, not of anyone else',
  })

/** The floor of HTTP. */
export const startNothing = () => start('packages/bench/src/nothing.ts', { NODE_ENV: 'production' })

export const stop = ({ child }: { child: ChildProcess }) =>
  new Promise<void>((done) => {
    child.once('exit', () => done())
    child.kill('SIGKILL')
  })

/** Runs a load in a process of its own. Throws when an answer was not the expected one: a refusal is no speed. */
export async function measure(load: Load): Promise<number> {
  const result = await new Promise<LoadResult>((done, fail) => {
    const child = spawn(process.execPath, ['packages/bench/src/load.ts'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end(JSON.stringify(load))
    let said = ''
    child.stdout.on('data', (chunk) => (said += chunk))
    child.once('exit', (code) =>
      code === 0 ? done(JSON.parse(said) as LoadResult) : fail(new Error('the load failed')),
    )
  })
  const others = Object.entries(result.others)
  if (others.length > 0)
    throw new Error(`${load.url} answered ${others.map(([it, n]) => `${it} × ${n}`).join(', ')}`)
  return result.perSecond
}

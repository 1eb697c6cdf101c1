import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Ground } from './open-ground.ts'

export const PROGRAMS = ['booking', 'staff', 'operator', 'api'] as const
export type Program = (typeof PROGRAMS)[number]
export type ProgramPorts = Record<Program, number>

const ENTRY: Record<Program, string> = {
  booking: 'apps/booking/server.ts',
  staff: 'apps/staff/server.ts',
  operator: 'apps/operator/server.ts',
  api: 'apps/api/main.ts',
}
const LOGIN = {
  booking: 'web_booking',
  staff: 'web_staff',
  operator: 'web_operator',
  api: 'web_api',
} as const

/** What each program is given, and no more: the residents' program holds nothing with which it could become staff. */
function environmentOf(program: Program, ground: Ground, ports: ProgramPorts) {
  const { supabase, secrets, urlFor } = ground
  const common = {
    DATABASE_URL: urlFor(LOGIN[program]),
    PORT: String(ports[program]),
    PUBLIC_SCHEME: 'http',
    SIGNING_KEY: `${secrets.signingKey}.${program}`,
  }
  const auth = { SUPABASE_URL: supabase.url, SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey }
  const own: Record<Program, Record<string, string>> = {
    booking: { INQUIRY_PEPPER: secrets.inquiryPepper },
    staff: {
      ...auth,
      INQUIRY_PEPPER: secrets.inquiryPepper,
      SEAL_KEY: secrets.sealKey,
      PUBLIC_BOOKING_PORT: String(ports.booking),
    },
    operator: { ...auth, OPERATOR_HOST: 'operator.localhost' },
    api: {
      QUEUE_URL: urlFor('queue'),
      SMTP_URL: supabase.smtpUrl,
      MAIL_FROM: 'yoyaku@madoguchi.example',
      INQUIRY_PEPPER: secrets.inquiryPepper,
      SEAL_KEY: secrets.sealKey,
      PUBLIC_BOOKING_PORT: String(ports.booking),
    },
  }
  return { ...common, ...own[program] }
}

/** What a child process may see of ours: enough to run, none of the starter's own variables. */
const inherited = () =>
  Object.fromEntries(
    ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ'].flatMap((name) =>
      process.env[name] ? [[name, process.env[name]]] : [],
    ),
  )

type Options = { ground: Ground; ports: ProgramPorts; logFolder: string; mode: 'production' | 'development' }

/** Starts one program in a process of its own; its log lines go to `<logFolder>/<program>.log`. */
export function startProgram(program: Program, { ground, ports, logFolder, mode }: Options) {
  mkdirSync(logFolder, { recursive: true })
  const child = spawn(process.execPath, [ENTRY[program]], {
    env: { ...inherited(), NODE_ENV: mode, ...environmentOf(program, ground, ports) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true, // Ctrl-C reaches the starter alone, which then ends its children in order
  })
  const log = createWriteStream(join(logFolder, `${program}.log`), { flags: 'a' })
  child.stdout?.pipe(log)
  child.stderr?.pipe(log)
  return { program, child, port: ports[program] }
}
export type RunningProgram = ReturnType<typeof startProgram>

/** Waits until a program answers, up to `seconds`. Throws a sentence naming it and its log when it does not. */
export async function untilReady({ program, child, port }: RunningProgram, logFolder: string, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; ) {
    if (child.exitCode !== null) break
    const answers = await fetch(`http://127.0.0.1:${port}/healthz`).then(
      (it) => it.ok,
      () => false,
    )
    if (answers) return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error(
    `${program} が起動しませんでした。記録を確認してください：${join(logFolder, `${program}.log`)}`,
  )
}

/** Asks a program to end and waits; after 8 seconds it is made to. */
export const stopProgram = ({ child }: { child: ChildProcess }) =>
  new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done()
    const force = setTimeout(() => child.kill('SIGKILL'), 8000)
    child.once('exit', () => {
      clearTimeout(force)
      done()
    })
    child.kill('SIGTERM')
  })

import { readFileSync, readlinkSync, realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  freePortFor,
  isStartError,
  PORT_VARIABLES,
  type SupabaseOptions,
  whoListens,
} from '@madoguchi/supabase-local'
import { PROGRAMS, type Program, type ProgramPorts } from './program-environment.ts'

export type ProductPorts = { programs: ProgramPorts; supabase: SupabaseOptions['ports'] }

const USUAL: ProductPorts = {
  programs: { booking: 8080, staff: 8081, operator: 8082, api: 8083 },
  supabase: { http: 54_321, postgres: 54_322, mailbox: 54_324, smtp: 54_325 },
}
/** Vite's hot-reload socket lies so far above its program's port (packages/web/src/dev-server.ts). */
const HOT_RELOAD = 20_000

const variableOf = (program: Program) => `${program.toUpperCase()}_PORT`

/** The ports of `npm start`; each can be moved by an environment variable. Throws a sentence on one that is no port. */
export function usualPorts(env: NodeJS.ProcessEnv): ProductPorts {
  const read = (name: string, usual: number) => {
    const port = Number(env[name] || usual)
    if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
    throw new Error(`環境変数 ${name} には 0 から 65535 までの番号を指定してください（0 は空いている番号）。`)
  }
  const { programs, supabase } = USUAL
  return {
    programs: mapValues(programs, (port, program) => read(variableOf(program), port)),
    supabase: mapValues(supabase, (port, use) => read(PORT_VARIABLES[use], port)),
  }
}

/** Looks at every port that will be used, before anything long is begun. Throws a sentence with the variable that moves the taken one. */
export async function refuseTakenPorts(
  ports: ProductPorts,
  {
    programs,
    mode,
    folder,
  }: { programs: readonly Program[]; mode: 'production' | 'development'; folder: string },
) {
  const all = [
    ...programs.map((program) => ({ port: ports.programs[program], variable: variableOf(program) })),
    ...entriesOf(ports.supabase).map(([use, port]) => ({ port, variable: PORT_VARIABLES[use] })),
  ]
  for (const { port, variable } of all) {
    const same = all.find((it) => it.port === port && it.variable !== variable)
    if (port > 0 && same)
      throw new Error(`${same.variable} と ${variable} が同じ番号（${port}）です。別々の番号にしてください。`)
    await freePatiently(port, variable, folder)
  }
  if (mode === 'production') return
  for (const program of programs.filter((it) => it !== 'api')) {
    const port = ports.programs[program]
    if (port + HOT_RELOAD > 65_535)
      throw new Error(`npm run dev では、${variableOf(program)} に 45535 までの番号を指定してください。`)
    if (port > 0) await freePatiently(port + HOT_RELOAD, variableOf(program), folder)
  }
}

/** Every program's port, with a free one for each 0. Those of `programs` must be free; others may be named in links. */
export async function freeProgramPorts(
  asked: ProgramPorts,
  programs: readonly Program[],
): Promise<ProgramPorts> {
  const found = { ...asked }
  const promised = new Set<number>()
  for (const program of PROGRAMS.filter((it) => programs.includes(it) || asked[it] === 0)) {
    do found[program] = await freePortFor(asked[program], variableOf(program))
    while (asked[program] === 0 && promised.has(found[program]))
    promised.add(found[program])
  }
  return found
}

/** A start that was killed leaves programs that need a moment to end: they are waited for, strangers are not. */
async function freePatiently(port: number, variable: string, folder: string) {
  for (const end = Date.now() + 5000; ; await sleep(200)) {
    try {
      return await freePortFor(port, variable)
    } catch (taken) {
      const mayPass =
        isStartError(taken) && taken.code === 'port-taken' && isLeftover(whoListens(port)?.pid, folder)
      if (!mayPass || Date.now() > end) throw taken
    }
  }
}

/** Programs run in the project's folder, Postgres in its data, which root may have had to move to /var/lib. */
function isLeftover(pid: number | undefined, folder: string) {
  try {
    const there = readlinkSync(`/proc/${pid}/cwd`)
    const isOurs = [process.cwd(), realpathSync(folder), '/var/lib/madoguchi-'].some((it) =>
      there.startsWith(it),
    )
    const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    const isStarter = (it: unknown) => readFileSync(`/proc/${it}/cmdline`, 'utf8').includes('scripts/')
    return isOurs && !isStarter(pid) && !isStarter(parent)
  } catch {
    return false
  }
}

const entriesOf = <K extends string, V>(record: Record<K, V>) => Object.entries(record) as [K, V][]

const mapValues = <K extends string, V, W>(record: Record<K, V>, to: (value: V, key: K) => W) =>
  Object.fromEntries(entriesOf(record).map(([key, value]) => [key, to(value, key)])) as Record<K, W>

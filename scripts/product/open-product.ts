import { join } from 'node:path'
import { openGround } from './open-ground.ts'
import { freeProgramPorts, type ProductPorts } from './ports.ts'
import { PROGRAMS, type Program, TITLES } from './program-environment.ts'
import { restartOnChange } from './restart-on-change.ts'
import { sayWhile } from './say.ts'
import { seedDemo } from './seed-demo.ts'
import { type RunningProgram, startProgram } from './start-program.ts'

type Options = {
  /** Everything that is kept lies in here. */
  folder: string
  ports: ProductPorts
  programs?: readonly Program[]
  /** Without fictional cards, for whoever takes them in by hand. */
  cards?: boolean
  mode: 'production' | 'development'
  settings?: Record<string, string>
  /** Once aborted, the start ends at its next step, with everything it had started. */
  signal?: AbortSignal
  say: (sentence: string) => void
}

export type Product = Awaited<ReturnType<typeof openProduct>>

/**
 * Starts the whole product: what it stands on, the municipalities, the demonstration data, and the programs. Throws a
 * StartError or an Error whose message is a sentence; nothing is left running then.
 */
export async function openProduct(options: Options) {
  const { folder, programs = PROGRAMS, cards = true, mode, settings, signal, say } = options
  const ports = await freeProgramPorts(options.ports.programs, programs)
  const ground = await openGround({
    folder,
    ports: options.ports.supabase,
    onProgress: say,
    ...(settings && { settings }),
    ...(signal && { signal }),
  })
  const running: RunningProgram[] = []
  const start = (program: Program, port: number) => {
    const own = { ...ports, [program]: port }
    const it = startProgram(program, {
      ground,
      ports: own,
      logFolder: join(folder, 'log'),
      mode,
      say,
    })
    running.push(it)
    return it
  }
  let stopWatching = () => {}
  let isStopped = false
  // The data is safe, and only a start finds out whether it is whole: that is the way out.
  void ground.supabase.databaseEnded.then(() => {
    if (!isStopped)
      say(
        'データベースが終了しました。Ctrl-C で終えて、npm start でやり直してください。データは残っています。',
      )
  })
  const stop = async () => {
    isStopped = true
    stopWatching()
    await Promise.all(running.splice(0).map((it) => it.stop()))
    await ground.supabase.stop()
  }

  try {
    const demo = await seedDemo(ground, { say, cards, ...(signal && { signal }) })
    const started = programs.map((program) => start(program, ports[program]))
    const ready = Promise.all(
      started.map(async (it) => {
        await untilAborted(it.ready(), signal)
        say(`${TITLES[it.program]}が応答しています（ポート ${it.port}）`)
      }),
    )
    await sayWhile('プログラムを起動しています', say, ready)
    if (mode === 'development') stopWatching = restartOnChange([...running], say)
    return {
      ground,
      demo,
      ports,
      running,
      /** One more copy of a program, on a port of its own. */
      async startCopy(program: Program) {
        const copy = start(program, (await freeProgramPorts({ ...ports, [program]: 0 }, [program]))[program])
        await copy.ready()
        return copy
      },
      stop,
    }
  } catch (defect) {
    await stop()
    throw defect
  }
}

function untilAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return work
  const aborted = new Promise<never>((_, fail) => {
    if (signal.aborted) fail(signal.reason)
    signal.addEventListener('abort', () => fail(signal.reason), { once: true })
  })
  return Promise.race([work, aborted])
}

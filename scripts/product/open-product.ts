import { join } from 'node:path'
import { openGround } from './open-ground.ts'
import { freeProgramPorts, type usualPorts } from './ports.ts'
import {
  PROGRAMS,
  type Program,
  type RunningProgram,
  startProgram,
  stopProgram,
  untilReady,
} from './programs.ts'
import { type Demo, seedDemo } from './seed-demo.ts'

type Options = {
  /** Everything that is kept lies in here. */
  folder: string
  ports: ReturnType<typeof usualPorts>
  programs?: readonly Program[]
  mode: 'production' | 'development'
  settings?: Record<string, string>
  say: (sentence: string) => void
}

export type Product = Awaited<ReturnType<typeof openProduct>>

/** Starts the whole product: what it stands on, the municipalities, the demonstration data, and the programs. */
export async function openProduct({ folder, ports, programs = PROGRAMS, mode, settings, say }: Options) {
  const programPorts = await freeProgramPorts(ports.programs)
  const ground = await openGround({
    folder,
    ports: ports.supabase,
    onProgress: say,
    ...(settings && { settings }),
  })
  const running: RunningProgram[] = []
  const logFolder = join(folder, 'log')
  const stop = async () => {
    await Promise.all(running.splice(0).map(stopProgram))
    await ground.supabase.stop()
  }

  try {
    const demo: Demo = await seedDemo(ground, say)
    for (const program of programs)
      running.push(startProgram(program, { ground, ports: programPorts, logFolder, mode }))
    for (const it of running) {
      await untilReady(it, logFolder)
      say(`${it.program} が応答しています（ポート ${it.port}）`)
    }
    return {
      ground,
      demo,
      ports: programPorts,
      running,
      /** One more copy of a program, on a port of its own. */
      async startCopy(program: Program) {
        const own = await freeProgramPorts({ ...programPorts, [program]: 0, ...others(program) })
        const copy = startProgram(program, {
          ground,
          ports: { ...programPorts, [program]: own[program] },
          logFolder,
          mode,
        })
        running.push(copy)
        await untilReady(copy, logFolder)
        return copy
      },
      stop,
    }
  } catch (defect) {
    await stop()
    throw defect
  }
}

/** Ports that need no check because nothing of ours will listen there. */
const others = (program: Program) =>
  Object.fromEntries(PROGRAMS.filter((it) => it !== program).map((it) => [it, 0]))

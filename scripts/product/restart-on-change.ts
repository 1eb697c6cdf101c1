import { type Program, TITLES } from './program-environment.ts'
import type { RunningProgram } from './start-program.ts'
import { watchSources } from './watch-sources.ts'

/** Starts programs again whose server-side code was saved; one that does not start waits for the next change. */
export function restartOnChange(running: readonly RunningProgram[], say: (sentence: string) => void) {
  const waiting = new Set<Program>()
  let busy = false
  let stopped = false

  async function work() {
    if (busy) return
    busy = true
    for (let round = [...waiting]; round.length > 0 && !stopped; round = [...waiting]) {
      waiting.clear()
      await Promise.all(running.filter((it) => round.includes(it.program)).map(restart))
    }
    busy = false
  }

  const restart = (it: RunningProgram) =>
    it.restart().then(
      () => say(`変更を読み込みました：${TITLES[it.program]}`),
      (defect: Error) => {
        if (!stopped) say(`${defect.message}\n        直して保存すると、もう一度起動します。`)
      },
    )

  const stopWatching = watchSources(
    running.map((it) => it.program),
    (programs) => {
      for (const it of programs) waiting.add(it)
      void work()
    },
  )
  return () => {
    stopped = true
    stopWatching()
  }
}

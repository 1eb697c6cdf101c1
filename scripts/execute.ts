import { spawn } from 'node:child_process'

// Longer than any step takes on two cores; a step that hangs must not hold the whole run.
const PATIENCE = 20 * 60_000
const GRACE = 10_000

/** Runs a program to its end, or until patience or the person at the keyboard ends it; `output` is empty when inherited. */
export function execute(program: string, args: string[], output: 'pipe' | 'inherit') {
  // A group of its own, so that what the program has started ends with it.
  const child = spawn(program, args, { stdio: ['ignore', output, output], detached: true })
  const end = (signal: NodeJS.Signals) => child.pid && kill(-child.pid, signal)
  const patience = setTimeout(() => {
    console.log(`${program} が ${PATIENCE / 60_000} 分たっても終わらないため、止めました。`)
    end('SIGKILL')
  }, PATIENCE)
  // Ctrl-C lets the program put away its database and its browser before everything ends.
  const interrupt = (signal: NodeJS.Signals) => {
    end(signal)
    setTimeout(() => end('SIGKILL'), GRACE).unref()
    child.once('close', () => process.exit(130))
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)

  return new Promise<{ code: number; output: string }>((resolve) => {
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        text += chunk
      })
    child.on('error', (error) => {
      text += error.message
    })
    child.on('close', (code) => {
      clearTimeout(patience)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve({ code: code ?? 1, output: text })
    })
  })
}

function kill(group: number, signal: NodeJS.Signals) {
  try {
    process.kill(group, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

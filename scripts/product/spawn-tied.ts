import { type ChildProcess, spawn } from 'node:child_process'

// The pipe on 3 closes when we end, however we end (kill -9 too); then the group is asked to end. `cat` waits for that.
const TIE = '(cat <&3; kill -s TERM -- -$$) >/dev/null 2>&1 & exec 3<&-; exec "$@"'

type Options = { env: NodeJS.ProcessEnv; output: 'pipe' | number; cwd?: string }

/**
 * Starts a program in a process group of its own: Ctrl-C at the terminal reaches us alone, who end our children in
 * order; and it does not outlive us. `output` takes both streams: a pipe, or the descriptor of an open file.
 */
export const spawnTied = (program: string, args: string[], { env, output, cwd }: Options): ChildProcess =>
  spawn('/bin/sh', ['-c', TIE, 'madoguchi', program, ...args], {
    env,
    cwd,
    detached: true,
    stdio: ['ignore', output, output, 'pipe'],
  })

/** True until the program itself has ended. */
export const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

/** Asks a tied program to end and waits; after `patience` milliseconds the whole group is made to. */
export const endTied = (child: ChildProcess, patience = 8000) =>
  new Promise<void>((done) => {
    if (!runs(child)) return done(signalGroup(child, 'SIGKILL'))
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), patience)
    child.once('exit', () => {
      clearTimeout(force)
      // What is left of the group is the watcher, or something the program forgot.
      done(signalGroup(child, 'SIGKILL'))
    })
    signalGroup(child, 'SIGTERM')
  })

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals) {
  try {
    if (pid) process.kill(-pid, signal)
  } catch {
    // Nobody is left in it.
  }
}

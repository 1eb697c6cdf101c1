import { readFileSync } from 'node:fs'

/** True while a process with this id exists, ours or another account's. A zombie does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

/** The command line of a process, or an empty string when it is gone or hidden. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** Tells a process from a later one with the same number: its number and its start time. Undefined when it is gone. */
export function identityOf(pid: number): string | undefined {
  try {
    // The second field is the program's name in brackets, which may itself hold spaces and brackets.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return isAlive(pid) ? `${pid} ${afterName[19]}` : undefined
  } catch {
    return undefined
  }
}

import { type FSWatcher, globSync, watch } from 'node:fs'
import type { Program } from './program-environment.ts'

const SHARED = 'packages/{core,db,web,i18n}'
const NOT_RUN = /(^|\/)(node_modules|build|journeys|testing|wall)(\/|$)/
/** What Node itself runs or reads. TSX and styles are Vite's: it shows them without a restart. */
const RUN = /\.(ts|json)$/
const TEST = /\.(spec|test|e2e)\.ts$/
const PAUSE = 200

/**
 * Tells which programs run code that was just saved, so that they can be started again. Not `node --watch`: it takes the
 * temporary file into which Vite writes its settings for a change, and never comes to rest. A folder made later is not seen.
 */
export function watchSources(programs: readonly Program[], changed: (programs: Program[]) => void) {
  const waiting = new Set<Program>()
  let pause: NodeJS.Timeout | undefined
  const note = (users: readonly Program[]) => (_: string, file: string | null) => {
    if (!file || !RUN.test(file) || TEST.test(file)) return
    for (const it of users) waiting.add(it)
    clearTimeout(pause)
    // An editor writes a file in several steps, and a person saves several files at once.
    pause = setTimeout(() => {
      changed([...waiting])
      waiting.clear()
    }, PAUSE)
  }

  const watchers: FSWatcher[] = [
    ...foldersIn(SHARED).map((folder) => watch(folder, note(programs))),
    ...programs.flatMap((it) => foldersIn(`apps/${it}`).map((folder) => watch(folder, note([it])))),
  ]
  return () => {
    clearTimeout(pause)
    for (const it of watchers) it.close()
  }
}

const foldersIn = (pattern: string) =>
  globSync([pattern, `${pattern}/**/`], { exclude: (path) => NOT_RUN.test(path) })

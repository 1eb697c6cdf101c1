import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { aliveAfter } from '../../../scripts/testing/run-npm.ts'

const root = join(import.meta.dirname, '../../..')
const folder = mkdtempSync(join(tmpdir(), 'madoguchi-parent-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const config = `export default { test: { include: ['*.hang.ts'], globals: true, testTimeout: 60000,
  setupFiles: [${JSON.stringify(join(import.meta.dirname, 'end-with-parent.ts'))}] } }`
const hanging = `import { writeFileSync } from 'node:fs'
import { spawnTied } from ${JSON.stringify(join(root, 'scripts/product/spawn-tied.ts'))}
it('hangs', async () => {
  const program = spawnTied('sleep', ['60'], { env: { PATH: process.env.PATH }, output: 'pipe' })
  writeFileSync('pids', process.pid + ' ' + program.pid + ' ')
  await new Promise((settle) => setTimeout(settle, 60000))
})`

it.each(['SIGTERM', 'SIGKILL'] as const)(
  'a run ended by %s takes its tests along, and what they started',
  async (signal) => {
    writeFileSync(join(folder, 'vitest.config.mjs'), config)
    writeFileSync(join(folder, 'one.hang.ts'), hanging)
    writeFileSync(join(folder, 'pids'), '')
    const run = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run'], {
      cwd: folder,
      env: { ...process.env },
      stdio: 'ignore',
    })
    const pids = () => readFileSync(join(folder, 'pids'), 'utf8').trim().split(' ').map(Number)
    await expect.poll(() => pids().length, { timeout: 20_000 }).toBe(2)
    run.kill(signal)
    expect(await aliveAfter(pids(), 5)).toEqual([])
  },
)

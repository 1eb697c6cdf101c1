import { spawnSync } from 'node:child_process'
import { isStartError } from '@madoguchi/supabase-local'
import { addressTable } from './product/address-table.ts'
import { lockFolder } from './product/folder-lock.ts'
import { openProduct } from './product/open-product.ts'
import { usualPorts } from './product/ports.ts'
import { say, table } from './product/say.ts'

const FOLDER = '.local'
const mode = process.argv.includes('--dev') ? 'development' : 'production'
let unlock = () => {}

try {
  unlock = lockFolder(FOLDER)
  const ports = usualPorts()
  if (mode === 'production') build()
  const opening = openProduct({ folder: FOLDER, ports, mode, say })
  stopOnSignal(opening)
  const product = await opening
  console.log(
    `\n${table(addressTable(product))}\n\n終えるときは Ctrl-C を押してください。データは ${FOLDER}/ に残ります（消して始めるには npm run reset）。`,
  )
} catch (defect) {
  console.error(`\n起動できませんでした。\n${sentenceOf(defect)}`)
  unlock()
  process.exit(1)
}

function build() {
  say('画面を組み立てています（初回は1分ほど）')
  const built = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
  })
  if (built.status !== 0) throw new Error(`画面を組み立てられませんでした。\n${built.stdout}${built.stderr}`)
}

/** Ctrl-C at any moment, also during the start: everything that was started ends before we do. */
function stopOnSignal(opening: ReturnType<typeof openProduct>) {
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    say('終了しています')
    await opening.then(
      (product) => product.stop(),
      () => {},
    )
    unlock()
    say('すべて終了しました')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
}

function sentenceOf(defect: unknown): string {
  if (isStartError(defect)) return `${defect.sentence}\n${defect.wayOut}`
  if (defect instanceof Error && 'code' in defect && defect.code === 'ENOSPC') {
    return 'ディスクがいっぱいです。空きを作ってから、もう一度 npm start を実行してください。'
  }
  return defect instanceof Error ? defect.message : String(defect)
}

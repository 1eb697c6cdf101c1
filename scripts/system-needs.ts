import { spawnSync } from 'node:child_process'
import { accessSync, constants, globSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const JAPANESE_FONTS = '/usr/share/fonts/**/*{CJK,Japanese,IPA,Takao,VL-Gothic}*.{ttc,ttf,otf}'

/** The browser journeys need chromium and Japanese fonts: installs them with apt when root, else says what to install and exits. */
export function ensureBrowser() {
  const missing = missingPackages()
  const advice = adviceOn(missing, { isRoot: process.getuid?.() === 0, hasApt: onPath('apt-get') })
  if (advice) stop(advice)
  if (missing.length === 0) return

  console.log(`画面の確認に要るものを入れています（${missing.join('、')}、1〜3分）`)
  const started = Date.now()
  apt(['update'])
  apt(['install', '-y', '--no-install-recommends', ...missing])
  if (missingPackages().length > 0) stop(`入れたはずの ${missingPackages().join(' と ')} が見つかりません。`)
  console.log(`入れました（${Math.round((Date.now() - started) / 1000)} 秒）`)
}

/** The sentence for a person who has to install something themselves; null when nothing is missing or we can install it. */
export function adviceOn(missing: string[], { isRoot, hasApt }: { isRoot: boolean; hasApt: boolean }) {
  if (missing.length === 0 || (isRoot && hasApt)) return null
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`
  return `画面の確認に ${missing.join(' と ')} が要ります。管理者として「${command}」を実行してから、もう一度お試しください。`
}

function missingPackages() {
  return [...(onPath('chromium') ? [] : ['chromium']), ...(hasJapaneseFonts() ? [] : ['fonts-noto-cjk'])]
}

/** fontconfig knows best; a machine without its command may still have the files. */
function hasJapaneseFonts() {
  const listed = spawnSync('fc-list', [':lang=ja'], { encoding: 'utf8' })
  return listed.error ? globSync(JAPANESE_FONTS).length > 0 : listed.stdout.trim() !== ''
}

function onPath(program: string) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, program)))
}

function isExecutable(path: string) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function apt(args: string[]) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 << 20,
  })
  if (status === 0) return
  const end = `${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n')
  stop(`apt-get ${args[0]} が失敗しました。ネットワークとディスクの空きを確かめてください。\n${end}`)
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

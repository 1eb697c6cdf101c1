// Runs on any Node from 18 on, before anything is installed: nothing but Node's own modules, and no TypeScript.
import { spawn } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureInstalled } from './install.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const [command = '', ...args] = process.argv.slice(2)
const script = join(root, 'scripts', `${command}.ts`)

process.chdir(root)
if (Number(process.versions.node.split('.')[0]) < 18)
  stop('Node.js 18 以上を入れてから、もう一度実行してください。')
if (!commands().includes(command))
  stop(`「${command}」はありません。使えるのは ${commands().join('・')} です。`)
if (!existsSync(script)) stop(`scripts/${command}.ts がありません。`)

const env = environment()
const trouble = await ensureInstalled(root, env)
if (trouble) stop(trouble)
run()

/** npm and chromium need a home they can write to; some build machines set none, or an empty one. */
function environment() {
  const own = (process.env.PATH ?? '').split(delimiter).filter((part) => part && !part.startsWith(modules))
  const env = { ...process.env, PATH: own.join(delimiter), TURBO_TELEMETRY_DISABLED: '1' }
  if (isWritable(process.env.HOME)) return env

  const HOME = join(root, '.local', 'home')
  mkdirSync(HOME, { recursive: true })
  // The npm that called us has already put a cache under the missing home into our environment.
  return { ...env, HOME, npm_config_cache: join(HOME, '.npm') }
}

function isWritable(folder) {
  if (!folder) return false
  try {
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

function run() {
  const bin = join(modules, '.bin')
  const child = spawn(join(bin, 'node'), [script, ...args], {
    // The channel closes when we end, however we end: `npm start` then ends too.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...env, PATH: `${bin}${delimiter}${env.PATH}` },
  })
  // A terminal sends Ctrl-C to the whole group and npm passes it on too: the command hears it more than once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // An npm that was killed passes nothing on.
  const { ppid } = process
  const orphaned = () => process.ppid !== ppid && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 1000).unref()
  child.on('error', (error) => stop(`実行できませんでした: ${error.message}`))
  child.on('exit', (code) => process.exit(code ?? 1))
}

function commands() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return Object.values(scripts).flatMap((line) => /bootstrap\.mjs ([a-z-]+)$/.exec(line)?.[1] ?? [])
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}

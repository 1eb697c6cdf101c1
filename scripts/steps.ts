import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

export type Count = { passed: number; failed: number; skipped: number }
/** `key` is what a person types to run only this step; `run` never throws: what goes wrong is counted. */
export type Step = { key: string; title: string; run: () => Promise<Count> }

const REPORTS = '.local/test'
// Longer than any step takes on two cores; a step that hangs must not hold the whole run.
const PATIENCE = 20 * 60_000
const GRACE = 10_000

export const types = command('types', '型', 'tsc', ['-p', 'tsconfig.json'])
export const lint = command('lint', '書き方', 'biome', ['check', '--error-on-warnings', '.'])
export const unused = command('unused', '使われていないコード', 'knip', ['--no-progress'])
export const architecture = vitest('architecture', '構造')
export const tenants = command('tenants', 'テナントの設定', 'node', ['scripts/tenants-check.ts'])
export const build = command('build', 'ビルド', 'turbo', ['run', 'build', '--output-logs=errors-only'])
export const trace = command('trace', '要件とテストの対応', 'node', ['scripts/trace.ts', '--problems'])
export const unit = vitest('unit', '単体')
export const database = vitest('database', 'データベース')
export const contract = vitest('contract', 'Supabase の契約')
export const journeys = vitest('journeys', 'ブラウザーでの通し')

/** Runs every step even after one fails, prints a summary, and ends with the line `N passed, N failed`. */
export async function runSteps(all: Step[], keys: string[]) {
  const unknown = keys.find((key) => !all.some((step) => step.key === key))
  if (unknown) {
    console.error(
      `「${unknown}」という段階はありません。選べるのは ${all.map((step) => step.key).join('・')} です。`,
    )
    process.exit(1)
  }

  const summary: string[] = []
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const step of all.filter(({ key }) => keys.length === 0 || keys.includes(key))) {
    console.log(`\n▶ ${step.title}（${step.key}）`)
    const started = Date.now()
    const count = await step.run()
    const line = `${count.failed > 0 ? '✗' : '✓'} ${step.title}（${step.key}）${sentence(count)}、${seconds(started)} 秒`
    console.log(line)
    summary.push(line)
    for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += count[key]
  }

  console.log(`\n${summary.join('\n')}\n\n${sentence(total)}`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

/** A step that is one program: it passes with exit code 0, and its output is shown only when it does not. */
function command(key: string, title: string, program: string, args: string[]): Step {
  const run = async () => {
    const { code, output } = await execute(program, args, 'pipe')
    if (code !== 0) console.log(output.trimEnd())
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  }
  return { key, title, run }
}

/** A step that is one vitest project, counted test by test; a project in which nothing ran has failed. */
function vitest(project: string, title: string): Step {
  const report = `${REPORTS}/${project}.json`
  const run = async () => {
    mkdirSync(REPORTS, { recursive: true })
    rmSync(report, { force: true })
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const { code } = await execute('vitest', ['run', '--project', project, ...reporters], 'inherit')
    return countIn(report, code)
  }
  return { key: project, title, run }
}

function countIn(report: string, code: number): Count {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  )
  const count = { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }
  // A file that does not load, a set-up that throws and an unhandled rejection are failures without a failed test.
  const silent = count.failed === 0 && (code !== 0 || count.passed === 0)
  return silent ? { ...count, failed: 1 } : count
}

function execute(program: string, args: string[], output: 'pipe' | 'inherit') {
  // A group of its own, so that what the program has started ends with it.
  const child = spawn(program, args, { stdio: ['ignore', output, output], detached: true })
  const end = (signal: NodeJS.Signals) => child.pid && kill(-child.pid, signal)
  const patience = setTimeout(() => {
    console.log(`${program} が ${PATIENCE / 60_000} 分たっても終わらないため、止めました。`)
    end('SIGKILL')
  }, PATIENCE)
  // Ctrl-C lets the program put away its database and its browser before everything ends.
  const interrupt = (signal: NodeJS.Signals) => {
    end(signal)
    setTimeout(() => end('SIGKILL'), GRACE).unref()
    child.once('close', () => process.exit(130))
  }
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)

  return new Promise<{ code: number; output: string }>((resolve) => {
    let text = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        text += chunk
      })
    child.on('error', (error) => {
      text += error.message
    })
    child.on('close', (code) => {
      clearTimeout(patience)
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
      resolve({ code: code ?? 1, output: text })
    })
  })
}

function kill(group: number, signal: NodeJS.Signals) {
  try {
    process.kill(group, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

function sentence({ passed, failed, skipped }: Count) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function seconds(started: number) {
  return ((Date.now() - started) / 1000).toFixed(1)
}

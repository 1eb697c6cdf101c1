import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { execute } from './execute.ts'
import { failuresIn } from './failures-in.ts'
import type { Count, Step } from './run-steps.ts'

const REPORTS = '.local/test'

const types = command('types', '型', 'tsc', ['-p', 'tsconfig.json'])
const lint = command('lint', '書き方', 'biome', ['check', '--error-on-warnings', '.'])
const unused = command('unused', '使われていないコード', 'knip', ['--no-progress'])
const architecture = vitest('architecture', '構造')
const tenants = command('tenants', 'テナントの設定', 'node', ['scripts/tenants-check.ts'])
const build = command('build', 'ビルド', 'turbo', ['run', 'build', '--output-logs=errors-only'])
const trace = command('trace', '要件とテストの対応', 'node', ['scripts/trace.ts', '--problems'])
const unit = vitest('unit', '単体')
const database = vitest('database', 'データベース')
const contract = vitest('contract', 'Supabase の契約')
const journeys = vitest('journeys', 'ブラウザーでの通し')

/** What `npm run check` runs: everything that needs neither a build nor a browser. */
export const checkSteps = [types, lint, unused, architecture, tenants, trace, unit, database, contract]

/** What `npm test` runs. */
export const testSteps = [...checkSteps, build, journeys]

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

function countIn(file: string, code: number): Count {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const count = {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: failuresIn(report),
  }
  // A file that does not load, a set-up that throws and an unhandled rejection are failures without a failed test.
  const silent = count.failed === 0 && (code !== 0 || count.passed === 0)
  return silent ? { ...count, failed: 1 } : count
}

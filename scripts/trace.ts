import { existsSync, globSync, readFileSync } from 'node:fs'
import { readRequirements, STATUSES } from '@madoguchi/config/requirements.ts'
import { claimsIn, type Traced, traceOf } from '@madoguchi/config/trace.ts'

// What a journey's file runs may stand in files beside it.
const TESTS = ['{apps,packages,scripts}/**/*.{spec,test,e2e}.{ts,tsx}', 'apps/*/journeys/**/*.ts']
const tests = globSync(TESTS, {
  exclude: (path) => /(^|\/)(node_modules|build|\.local)$/.test(path),
}).sort()

const claims = tests.flatMap((file) => claimsIn(file, readFileSync(file, 'utf8')))
const { traced, problems } = traceOf(readRequirements(), claims, (path) => path !== '' && existsSync(path))

if (process.argv.includes('--csv')) printCsv(traced)
else if (!process.argv.includes('--problems')) printTable(traced)

const count = (status: string) => traced.filter((it) => it.status === status).length
process.stderr.write(`\n${STATUSES.map((status) => `${status} ${count(status)}`).join(' · ')}\n`)
for (const problem of problems) process.stderr.write(`✗ ${problem}\n`)
process.exitCode = problems.length > 0 ? 1 : 0

function printTable(rows: Traced[]) {
  for (const it of rows) {
    const state =
      it.status === 'planned' || it.status === 'partly' ? `${it.status}, part ${it.part}` : it.status
    console.log(`${it.id.padEnd(12)} ${state.padEnd(15)} ${shortened(it.text)}`)
    for (const { file, line } of it.claims) console.log(`${' '.repeat(15)}${file}:${line}`)
    if (it.status === 'shown') console.log(`${' '.repeat(15)}${it.note}`)
  }
}

function printCsv(rows: Traced[]) {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  console.log('id,status,part,text_ja,tests')
  for (const it of rows) {
    const files = it.claims.map(({ file, line }) => `${file}:${line}`).join(' ')
    console.log([it.id, it.status, String(it.part), it.text, files].map(cell).join(','))
  }
}

function shortened(text: string) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

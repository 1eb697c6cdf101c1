import { parseArgs } from 'node:util'
import { instantOf, plainDate } from '@madoguchi/core/calendar'
import { loadTenants, readTenant, sayChange, slugsIn } from '@madoguchi/core/tenancy'
import { openAdmin } from '@madoguchi/db'

const USAGE = `使い方: DATABASE_URL=<移行用のログイン> npm run tenants:load -- [--apply] [--from=2027-04-01] [自治体…]
  何も付けなければ、変わるところを示すだけです。--apply で書き込みます。
  --from は、変わった規則を使い始める日（0 時から）です。なければ、いまからです。`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { apply: { type: 'boolean', default: false }, from: { type: 'string' } },
})
const url = process.env.DATABASE_URL
const from = values.from === undefined ? null : plainDate(values.from)
if (!url || (values.from !== undefined && !from)) stop(USAGE)

const slugs = positionals.length > 0 ? positionals : await slugsIn('tenants')
const reads = await Promise.all(slugs.map((slug) => readTenant('tenants', slug)))
const problems = reads.flatMap((it) => (it.ok ? [] : it.problems))
if (problems.length > 0) stop(problems.join('\n'))

const admin = openAdmin(url)
try {
  const loaded = await loadTenants(
    admin,
    reads.flatMap((it) => (it.ok ? [it.value] : [])),
    { now: new Date(), dryRun: !values.apply, ...(from ? { effectiveFrom: instantOf(from, '00:00') } : {}) },
  )
  for (const it of loaded) {
    const lines = 'refused' in it ? it.refused.map((why) => `✗ ${why}`) : it.changes.flatMap(sayChange)
    console.log(`${it.slug}${lines.length === 0 ? '：変わるところはありません' : ''}`)
    for (const line of lines) console.log(`  ${line}`)
  }
  if (loaded.some((it) => 'refused' in it)) process.exitCode = 1
  else if (!values.apply) console.log('\n示しただけです。--apply を付けると書き込みます。')
} finally {
  await admin.end()
}

function stop(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}

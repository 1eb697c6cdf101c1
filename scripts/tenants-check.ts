import { checkTenants } from './tenants/check-tenants.ts'

const findings = await checkTenants('tenants')
for (const { title, problems } of findings) {
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${title}`)
  for (const problem of problems) console.log(`    ${problem}`)
}
process.exitCode = findings.some((it) => it.problems.length > 0) ? 1 : 0

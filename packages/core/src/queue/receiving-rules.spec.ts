import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { expect, it } from 'vitest'
import { NATIONAL_CALENDAR } from '../national/published-holidays.ts'
import { readTenantFile } from '../tenancy/index.ts'
import { lanesReceiving } from './receiving-rules.ts'

const read = readTenantFile(
  'ageo',
  readFileSync(join(import.meta.dirname, '../../../../tenants/ageo/tenant.json'), 'utf8'),
)
if (!read.ok) throw new Error(read.problems.join('\n'))
const policy = read.value
const at = (text: string) =>
  lanesReceiving(policy, NATIONAL_CALENDAR, 'city-hall', new Date(`${text}+09:00`)).length > 0

it.each([
  ['on a Tuesday at ten', '2026-11-24T10:00:00', true],
  ['before the office opens', '2026-11-24T07:59:59', false],
  ['in the evening', '2026-11-24T22:00:00', false],
  ['on a holiday', '2026-11-23T10:00:00', false],
  ['between the years', '2026-12-30T10:00:00', false],
])(`上尾市役所 %s ${req('2.G.6')}`, (_, when, open) => {
  expect(at(when)).toBe(open)
})

import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { failuresIn } from './failures-in.ts'
import { type Count, runSteps, type Step } from './run-steps.ts'
import { testSteps } from './steps.ts'
import { adviceOn } from './system-needs.ts'

let printed: string[] = []
const step = (key: string, count: Partial<Count>): Step => ({
  key,
  title: key,
  run: async () => ({ passed: 0, failed: 0, skipped: 0, ...count }),
})

beforeEach(() => {
  printed = []
  vi.spyOn(console, 'log').mockImplementation((line) => void printed.push(...String(line).split('\n')))
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

describe('running the steps of a test', () => {
  it('ends with one line that counts, and an exit code of 0', async () => {
    await runSteps([step('a', { passed: 2 }), step('b', { passed: 40 })], [])
    expect(printed.at(-1)).toBe('42 passed, 0 failed')
    expect(process.exitCode).toBe(0)
  })

  it('goes on after a failure, and fails at the end', async () => {
    await runSteps([step('a', { failed: 1 }), step('b', { passed: 3, skipped: 2 })], [])
    expect(printed.at(-1)).toBe('3 passed, 1 failed, 2 skipped')
    expect(process.exitCode).toBe(1)
  })

  it('names what failed once more at the end', async () => {
    await runSteps(
      [step('a', { failed: 1, failures: ['b.test.ts > counts\nexpected 1'] }), step('c', {})],
      [],
    )
    expect(printed.slice(-7)).toEqual([
      '✗ b.test.ts > counts',
      'expected 1',
      '',
      expect.stringContaining('✗ a（a）'),
      expect.stringContaining('✓ c（c）'),
      '',
      '0 passed, 1 failed',
    ])
  })

  it('takes the names from the report of vitest, of tests and of files that do not load', () => {
    const passed = { fullName: 'adds', status: 'passed', failureMessages: [] }
    const failed = { fullName: 'counts', status: 'failed', failureMessages: ['expected 1\nat line 3'] }
    const file = (name: string) => resolve(name)
    expect(
      failuresIn({
        testResults: [
          { name: file('a.test.ts'), message: '', assertionResults: [passed, failed] },
          { name: file('b.test.ts'), message: 'no such module', assertionResults: [] },
          { name: file('c.test.ts'), message: '', assertionResults: [passed] },
        ],
      }),
    ).toEqual(['a.test.ts > counts\nexpected 1\nat line 3', 'b.test.ts\nno such module'])
  })

  it('runs only the steps that are asked for', async () => {
    await runSteps([step('a', { failed: 1 }), step('b', { passed: 3 })], ['b'])
    expect(printed.at(-1)).toBe('3 passed, 0 failed')
  })

  it(`goes from types to journeys ${req('1.B.11')}`, () => {
    expect(testSteps.map(({ key }) => key).join(' ')).toBe(
      'types lint unused architecture tenants trace unit database contract build journeys',
    )
  })
})

describe('a machine without a browser or Japanese fonts', () => {
  const missing = ['chromium', 'fonts-noto-cjk']

  it(`installs them as root ${req('1.B.10')}`, () => {
    expect(adviceOn(missing, { isRoot: true, hasApt: true })).toBeNull()
    expect(adviceOn([], { isRoot: false, hasApt: false })).toBeNull()
  })

  it(`is told what to install otherwise ${req('1.B.10')}`, () => {
    const command = 'apt-get install -y --no-install-recommends chromium fonts-noto-cjk'
    expect(adviceOn(missing, { isRoot: false, hasApt: true })).toContain(command)
    expect(adviceOn(missing, { isRoot: true, hasApt: false })).toContain(command)
  })
})

describe('a command that does not exist', () => {
  it('is answered with those that do', () => {
    const { status, stderr } = spawnSync('node', ['scripts/bootstrap.mjs', 'tset'], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/「tset」はありません。使えるのは start・test・.* です。/)
  })
})

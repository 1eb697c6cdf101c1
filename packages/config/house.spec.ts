import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { req } from './req.ts'

const root = join(import.meta.dirname, '..', '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const json = (path: string) => JSON.parse(read(path))

describe('the house', () => {
  it(`has the four programs and the packages of the drawing ${req('1.A.1')}`, () => {
    const parts = ['config', 'core', 'db', 'i18n', 'supabase-local', 'ui', 'web', 'bench']
    expect(json('package.json').workspaces).toEqual(['apps/*', 'packages/*'])
    expect(
      ['api', 'booking', 'operator', 'staff'].filter((app) => !existsSync(join(root, 'apps', app))),
    ).toEqual([])
    expect(
      parts.filter((part) => json(`packages/${part}/package.json`).name !== `@madoguchi/${part}`),
    ).toEqual([])
    expect(json('turbo.json').tasks.build.outputs).toEqual(['build/**'])
  })

  it(`runs on the Node 24 that npm installed, whatever Node the machine has ${req('1.A.2')}`, () => {
    expect(process.version).toMatch(/^v24\./)
    expect(process.execPath).toContain(join('node_modules', 'node'))
    const { start, test, dev } = json('package.json').scripts
    // exec: without it a shell stands between npm and us, and keeps a SIGINT that npm passes on to itself.
    for (const line of [start, test, dev]) expect(line).toMatch(/^exec node scripts\/bootstrap\.mjs /)
  })

  it(`is checked strictly ${req('1.A.3')}`, () => {
    expect(json('packages/config/tsconfig.base.json').compilerOptions).toMatchObject({
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noImplicitOverride: true,
      verbatimModuleSyntax: true,
      erasableSyntaxOnly: true,
    })
    const { a11y, nursery } = json('biome.json').linter.rules
    expect(a11y.preset).toBe('recommended')
    expect(nursery).toMatchObject({ noFloatingPromises: 'error', useExhaustiveSwitchCases: 'error' })
    expect(Object.keys(json('knip.json').workspaces)).toContain('apps/*')
  })

  it(`has one test command, in the README and in .ci/run ${req('1.A.5')}`, () => {
    expect(read('.ci/run').trimEnd().split('\n').at(-1)).toBe('npm test')
    expect(read('README.md')).toContain('npm test')
  })

  it(`says in the README how to use it and where to open it ${req('1.A.6')}`, () => {
    const readme = read('README.md')
    for (const command of ['npm start', 'npm test', 'npm run dev', 'npm run reset'])
      expect(readme).toContain(command)
    expect(readme.split('\n').length).toBeLessThanOrEqual(120)
  })

  it('has a lock that a machine of any kind can install from', () => {
    // npm leaves out of the lock what its registry could not offer it, and `npm ci` then refuses the lock.
    const packages = json('package-lock.json').packages as Record<string, { optionalDependencies?: object }>
    const names = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
    const wanted = Object.values(packages).flatMap((it) => Object.keys(it.optionalDependencies ?? {}))
    expect(wanted.filter((name) => !names.has(name))).toEqual([])
  })
})

describe('the decisions', () => {
  const records = readdirSync(join(root, 'docs', 'decisions')).filter((name) => /^\d{4}-.*\.md$/.test(name))

  it.each(['four-programs', 'tenant-wall', 'supabase', 'rush-path', 'node-24', 'job-queue'])(
    `have a record on %s ${req('1.A.7')}`,
    (subject) => {
      expect(records.filter((name) => name.includes(subject))).toHaveLength(1)
    },
  )

  it('have a number each', () => {
    const numbers = records.map((name) => name.slice(0, 4))
    expect(numbers).toEqual([...new Set(numbers)])
  })

  it.each(records)('%s is one page with the six headings', (name) => {
    const text = read(join('docs', 'decisions', name))
    expect(text).toMatch(/^# .+\n\nDate: \d{4}-\d{2}-\d{2}\n\nStatus: \w+/)
    for (const heading of ['Context', 'Decision', 'Consequences']) expect(text).toContain(`\n## ${heading}\n`)
    expect(text.split('\n').length).toBeLessThanOrEqual(60)
  })
})

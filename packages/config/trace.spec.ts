import { describe, expect, it } from 'vitest'
import { req } from './req.ts'
import { parseRequirements, readRequirements } from './requirements.ts'
import { claimsIn, traceOf } from './trace.ts'

const head = 'id,source,kind,text_ja,status,part,note'
const line = (id: string, status: string, note = '') => `${id},仕様書,spec,条項,${status},2,${note}`
const rows = (...lines: string[]) => parseRequirements([head, ...lines, ''].join('\n'))
const claim = (id: string) => ({ id, file: 'a.test.ts', line: 3 })
const problems = (lines: string[], ids: string[] = []) =>
  traceOf(rows(...lines), ids.map(claim), (path) => path === 'docs/there.md').problems

describe('tracing requirements to tests', () => {
  it(`is content when every delivered requirement has a test and a planned one has none ${req('1.A.9')}`, () => {
    expect(problems([line('1', 'now'), line('2', 'planned'), line('3', 'partly')], ['1', '3'])).toEqual([])
  })

  it(`does not let a planned clause pass as covered ${req('1.A.9')}`, () => {
    expect(problems([line('2', 'planned')], ['2'])).toEqual([
      '2 is planned, yet a.test.ts claims it: mark it partly or now',
    ])
  })

  it('is red on a delivered requirement that no test names', () => {
    expect(problems([line('1', 'now'), line('3', 'partly')])).toEqual([
      '1 is now but no test names it: 条項',
      '3 is partly but no test names it: 条項',
    ])
  })

  it('is red on an id that does not exist', () => {
    expect(problems([], ['7.9'])).toEqual([
      'a.test.ts:3 names 7.9, which docs/requirements.csv does not have',
    ])
    const typo = '7.9'
    expect(() => req(typo)).toThrow('no requirement 7.9')
  })

  it('asks for the document that shows what no test can', () => {
    expect(problems([line('4', 'shown', 'docs/there.md')])).toEqual([])
    expect(problems([line('4', 'shown', 'docs/gone.md')])).toEqual([
      '4 is to be shown by docs/gone.md, which is missing',
    ])
  })

  // Put together here, so that a search for claims does not find those of this very file.
  const named = (id: string) => ['req', `('${id}')`].join('')
  const title = (id: string) => `\`x \${${named(id)}}\``

  it('finds each id with its line, also two on one line', () => {
    const code = `
it('x' + ${named('1.A.1')} + ${named('2')})
require('fs')`
    expect(claimsIn('a.test.ts', code)).toEqual([
      { id: '1.A.1', file: 'a.test.ts', line: 2 },
      { id: '2', file: 'a.test.ts', line: 2 },
    ])
  })

  it.each([
    ['a test', `it(${title('2')}, () => {})`],
    ['a test in a describe', `describe('a', () => { test(${title('2')}, () => {}) })`],
    ['a describe around tests', `describe(${title('2')}, () => {})`],
    ['a test for each of several', `it.each([['a.skip(']] as const)(\n  ${title('2')},\n  () => {},\n)`],
    ['a test for each line of a table', `it.each\`a\n\${1}\`(${title('2')}, () => {})`],
    ['a test in a describe that some machines can run', `describe.skipIf(a)('a', () => it(${title('2')}))`],
  ])('counts the title of %s', (_what, code) => {
    expect(claimsIn('a.test.ts', code).map((it) => it.id)).toEqual(['2'])
  })

  it.each([
    ['a describe that is skipped', `describe.skip('a', () => {\n  it(${title('2')}, () => {})\n})`],
    ['one further in', `xdescribe('a', () => { describe('b', () => { it(${title('2')}, () => {}) }) })`],
    ['a skipped test over several lines', `it.skip(\n  ${title('2')},\n  () => {},\n)`],
    ['a test skipped for each', `it\n  .skip\n  .each([1])(${title('2')}, () => {})`],
    ['an xit', `xit(\n  ${title('2')},\n  () => {},\n)`],
    ['what is still to do', `it.todo(${title('2')})`],
    ['a test that runs on some machines', `it.skipIf(a)(\n  ${title('2')},\n  () => {},\n)`],
    ['no test', `const unused = ${named('2')}`],
    ['no test, inside of one', `it('a', () => { expect(${named('2')}).toBe(1) })`],
    ['another function', `show(${title('2')})`],
    ['a comment', `// it(${title('2')})\n/*\nit(${title('2')})\n*/`],
    ['a string', `const code = "it(${named('2')})"`],
  ])('does not count %s', (_what, code) => {
    expect(claimsIn('a.test.ts', code)).toEqual([])
  })
})

describe('docs/requirements.csv', () => {
  it('keeps commas and quotes inside a cell', () => {
    const [row] = rows('1,仕様書,spec,"a, ""b""",now,1,')
    expect(row?.text).toBe('a, "b"')
  })

  it.each([
    ['an unknown status', line('1', 'done')],
    ['a part that does not exist', '1,仕様書,spec,条項,now,9,'],
    ['no text', '1,仕様書,spec,,now,1,'],
  ])('is refused with %s', (_what, row) => {
    expect(() => rows(row)).toThrow('cannot be read')
  })

  it('is refused when an id is used twice', () => {
    expect(() => rows(line('1', 'now'), line('1', 'now'))).toThrow('names 1 twice')
  })

  it(`holds every clause of the specification, 1 to 9 ${req('1.A.8')}`, () => {
    const clauses = readRequirements()
      .filter((it) => it.kind === 'spec')
      .map((it) => it.id)
    const sections = Map.groupBy(clauses, (id) => id.split('.').slice(0, 2).join('.'))
    expect([...sections].map(([section, ids]) => `${section}×${ids.length}`).join(' ')).toBe(
      '1×1 2×1 3×1 4.1×1 4.2×1 4.3×1 4.4×1 5×1 6×1 7.1×6 7.2×14 7.3×3 8.1×4 8.2×1 9×1',
    )
  })
})

import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { req } from '../req.ts'
import { RULES } from './rules.ts'
import { sourcesOf } from './source.ts'

const sources = sourcesOf(join(import.meta.dirname, '..', '..', '..'))

describe(`the architecture ${req('1.A.4')}`, () => {
  it('is read from the whole project', () => {
    for (const part of ['apps/', 'packages/core/', 'packages/db/', 'scripts/', 'supabase/migrations/'])
      expect(
        sources.some(({ path }) => path.startsWith(part)),
        part,
      ).toBe(true)
  })

  it.each(Object.entries(RULES))('%s', (_name, rule) => {
    expect(rule(sources)).toEqual([])
  })
})

describe(`the tenant in every query ${req('1.D.14')}`, () => {
  it('is there', () => {
    expect(RULES.queriesNameTheirTenant(sources)).toEqual([])
    expect(RULES.sqlHasItsOwnFiles(sources)).toEqual([])
  })
})

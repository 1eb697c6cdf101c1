import { describe, expect, it } from 'vitest'
import { safeNext } from './safe-next.ts'

describe('where a resident goes on after identifying', () => {
  it.each([
    '/card',
    '/my',
    '/book?slot=0198c2c4-0000-7000-8000-000000000000&procedure=P09',
    '/my/0198c2c4-0000-7000-8000-000000000000/cancel',
  ])('is a page of ours: %s', (path) => {
    expect(safeNext(path)).toBe(path)
  })

  it.each([
    '//evil.example',
    '/card//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/cards',
    '/book?x=%0d%0a',
    '/finish',
    '',
  ])('is never %j', (path) => {
    expect(safeNext(path)).toBeNull()
  })

  it('is null when nothing was asked, or too much', () => {
    expect(safeNext(null)).toBeNull()
    expect(safeNext(`/book?slot=${'a'.repeat(500)}`)).toBeNull()
  })

  it('has never left this site', () => {
    // Every accepted path is resolved as a browser would.
    const tries = ['/card/../../evil', '/my/..//evil.example', '/book?next=//evil.example', '/done/./..']
    for (const path of tries.map(safeNext).filter((it) => it !== null)) {
      expect(new URL(path, 'https://ageo.example').host).toBe('ageo.example')
    }
  })
})

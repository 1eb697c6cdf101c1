import { describe, expect, it } from 'vitest'
import { recentSearches } from './recent-searches.ts'

const key = Buffer.alloc(32, 7).toString('base64')

function aBrowser() {
  let cookie = ''
  const kept = {
    read: () => cookie,
    write: (value: string) => {
      cookie = value
    },
  }
  return { cookie: () => cookie, at: (session: string) => recentSearches(key, session, kept) }
}

describe('what an officer looked for', () => {
  it('is found again by its id, also after other searches', () => {
    const { at } = aBrowser()
    const first = at('session').remember('徳永')
    at('session').remember('髙橋')
    expect(at('session').recall(first)).toBe('徳永')
    expect(at('session').remember('徳永')).toBe(first)
  })

  it('cannot be read in the browser, nor in the session of a colleague at the same machine', () => {
    const { at, cookie } = aBrowser()
    const id = at('session').remember('徳永')
    expect(Buffer.from(cookie(), 'base64url').toString('utf8')).not.toContain('徳永')
    expect(at('another session').recall(id)).toBeNull()
  })

  it('never grows past what a browser keeps: the oldest goes', () => {
    const { at, cookie } = aBrowser()
    const ids = Array.from({ length: 40 }, (_, n) => at('session').remember(`${n}`.padEnd(200, '徳')))
    expect(cookie().length).toBeLessThan(3600)
    expect(at('session').recall(ids[0]!)).toBeNull()
    expect(at('session').recall(ids[39]!)).toMatch(/^39徳/)
  })

  it('is nothing where nothing is kept', () => {
    expect(aBrowser().at('session').recall('x')).toBeNull()
    expect(aBrowser().at('session').recall(null)).toBeNull()
  })
})

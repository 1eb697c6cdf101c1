import { describe, expect, it } from 'vitest'
import { PROXY_REASONS, proofsOf } from './proxy-reason-rules.ts'

describe('やむを得ない理由', () => {
  it('are thirteen, and being busy with work or study is none of them', () => {
    expect(PROXY_REASONS).toHaveLength(13)
    expect(PROXY_REASONS.filter((it) => /busy|work|study/.test(it))).toEqual([])
  })

  it.each(PROXY_REASONS)('%s is shown by at least one document', (reason) => {
    expect(proofsOf(reason).length).toBeGreaterThan(0)
  })

  it('a stay in hospital can be shown by a photograph that the hospital certifies', () => {
    expect(proofsOf('hospital')).toContain('face-certificate-hospital')
  })
})

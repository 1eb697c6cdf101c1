import { describe, expect, it } from 'vitest'
import { A1, A1B1, B3, DOCUMENTS, PROOFS, proofCode } from './proof-rules.ts'

describe('a proof', () => {
  it('is named by what it takes', () => {
    expect([A1, A1B1, B3].map(proofCode)).toEqual(['a1', 'a1b1', 'b3-photo'])
  })

  it('has a name of its own', () => {
    expect(new Set(PROOFS).size).toBe(PROOFS.length)
  })

  it('is of list A or of list B, no document of both', () => {
    expect(DOCUMENTS.a.filter((it) => (DOCUMENTS.b as readonly string[]).includes(it))).toEqual([])
  })
})

import { describe, expect, it } from 'vitest'
import { ALWAYS_REQUIRED, ARRIVAL_FIELDS } from './arrival-rules.ts'

describe('what an arrival file may say about a card', () => {
  it('is sixteen things, five of which it must say', () => {
    expect(new Set(ARRIVAL_FIELDS).size).toBe(16)
    expect(ARRIVAL_FIELDS).toEqual(expect.arrayContaining([...ALWAYS_REQUIRED]))
  })

  it('has no place for a 個人番号, a 住民票コード, a PIN or a picture', () => {
    expect(
      ARRIVAL_FIELDS.filter((field) => /my.?number|resident.?code|pin|photo|image|gender/i.test(field)),
    ).toEqual([])
  })
})

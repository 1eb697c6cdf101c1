import { describe, expect, it } from 'vitest'
import { repeatable } from './repeatable.ts'

/** Work that fails with each of these codes in turn, and then answers how often it was asked. */
function failing(...codes: string[]) {
  let asked = 0
  return async () => {
    const code = codes[asked++]
    if (code) throw Object.assign(new Error(code), { code })
    return asked
  }
}

const even = { evenIfLost: () => true }

describe('work that meets a conflict', () => {
  it.each(['40001', '40P01'])('%s is done again, three times in all', async (code) => {
    expect(await repeatable(failing(code, code))).toBe(3)
    await expect(repeatable(failing(code, code, code))).rejects.toMatchObject({ code })
  })
})

describe('work whose connection breaks', () => {
  it.each(['CONNECTION_CLOSED', 'ECONNRESET', 'ECONNREFUSED', '57P01', '57P03', '08006', '08P01'])(
    '%s is done again only where it may be: six times in all',
    async (code) => {
      await expect(repeatable(failing(code))).rejects.toMatchObject({ code })
      expect(await repeatable(failing(code, code), even)).toBe(3)
    },
  )

  it('is given up after six', async () => {
    const code = 'CONNECTION_CLOSED'
    expect(await repeatable(failing(code, code, code, code, code), even)).toBe(6)
    await expect(repeatable(failing(...Array<string>(6).fill(code)), even)).rejects.toMatchObject({ code })
  })

  it('is asked each time whether it may', async () => {
    let left = 1
    const work = failing('08006', '08006')
    await expect(repeatable(work, { evenIfLost: () => left-- > 0 })).rejects.toMatchObject({ code: '08006' })
    expect(await work()).toBe(3)
  })
})

describe('any other defect', () => {
  it.each(['23505', '42501', '57014', '22P02', 'CONNECT_TIMEOUT'])('%s is not tried again', async (code) => {
    await expect(repeatable(failing(code), even)).rejects.toMatchObject({ code })
  })

  it('passes as it is, even without a code', async () => {
    const thrown = 'a sentence'
    await expect(repeatable(() => Promise.reject(thrown), even)).rejects.toBe(thrown)
  })
})

import { describe, expect, it } from 'vitest'
import { databaseIsAway } from './database-is-away.ts'

const failing = (code: string) => Object.assign(new Error('no'), { code })

describe('a defect', () => {
  it.each(['ECONNREFUSED', '08006', '57P01', '57P03', '53300', 'CONNECTION_CLOSED', 'CONNECT_TIMEOUT'])(
    '%s says that Postgres is away',
    (code) => {
      expect(databaseIsAway(failing(code))).toBe(true)
    },
  )

  it.each(['23505', '42501', 'ENOENT'])('%s is a defect of ours', (code) => {
    expect(databaseIsAway(failing(code))).toBe(false)
  })

  it.each(['57014', '55P03'])('%s says that Postgres gave up: the same again may succeed', (code) => {
    expect(databaseIsAway(failing(code))).toBe(true)
  })

  it('without a code is a defect of ours', () => {
    expect([new Error('no'), null, 'no'].map(databaseIsAway)).toEqual([false, false, false])
  })
})

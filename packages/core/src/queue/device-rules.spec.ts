import { expect, it } from 'vitest'
import { deviceName, mayManageDevices } from './device-rules.ts'

it('keys are a manager’s to make', () => {
  expect(mayManageDevices(['manager'])).toBe(true)
  expect(mayManageDevices(['officer', 'part_time', 'contractor', 'auditor'])).toBe(false)
})

it('a device has a name of at most 40 characters', () => {
  expect(deviceName('  1階の掲示\u0000 ')).toBe('1階の掲示')
  expect(deviceName('あ'.repeat(50))).toHaveLength(40)
  expect(deviceName(' \u0007 ')).toBeNull()
})

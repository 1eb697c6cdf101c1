import type { StaffRole } from '../identity/staff-session-rules.ts'

/** 掲示, 受付端末, 発券機. */
export const DEVICE_KINDS = ['board', 'kiosk', 'machine'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

export const DEVICE_REFUSALS = ['not-your-part', 'name-missing', 'kind-missing', 'no-such-device'] as const
export type DeviceRefusal = (typeof DEVICE_REFUSALS)[number]

/** Who makes the keys of boards, kiosks and machines, and takes them away. */
export const mayManageDevices = (roles: readonly StaffRole[]): boolean => roles.includes('manager')

/** What a device is called, as it was typed; null without anything. */
export const deviceName = (typed: string): string | null =>
  typed
    .replace(/\p{C}+/gu, ' ')
    .trim()
    .slice(0, 40) || null

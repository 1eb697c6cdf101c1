import type { StaffRole } from '../../identity/staff-session-rules.ts'

const RECEIVING: readonly StaffRole[] = ['manager', 'officer', 'part_time']

/** Whose work it is to upload, correct and take in arrival files. They show names and addresses: nobody else sees them. */
export const mayReceive = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => RECEIVING.includes(role))

import type { Officer } from '@madoguchi/core/issuance'
import type { OfficeContext } from './staff-context.ts'

/** Who acts, as what, and from where. The terminal is the address until terminals are registered. */
export const officerIn = ({ staff, address }: OfficeContext): Officer => ({
  id: staff.id,
  roles: staff.roles,
  terminal: address,
})

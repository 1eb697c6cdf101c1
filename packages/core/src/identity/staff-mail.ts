/**
 * The address under which Supabase Auth knows a member of staff. Login ids are often not mail addresses: those get one
 * that can never receive mail, apart for each municipality, so that the same id in two cities is two accounts.
 */
export const staffMail = (slug: string, loginId: string): string =>
  loginId.includes('@') ? loginId.toLowerCase() : `${loginId.toLowerCase()}@${slug}.staff.invalid`

/** The same for the vendor's operators. */
export const operatorMail = (loginId: string): string =>
  loginId.includes('@') ? loginId.toLowerCase() : `${loginId.toLowerCase()}@operator.invalid`

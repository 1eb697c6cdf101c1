export { addressHmac } from './address-hmac.ts'
export { type BirthDateRefusal, readBirthDate, type TypedDate } from './birth-date-rules.ts'
export type { AuthServer } from './check-password.ts'
export { createOperatorAccount, createStaffAccount } from './create-account.ts'
export { forgetIdentification } from './forget-identification.ts'
export {
  type Operator,
  type OperatorSignInRefusal,
  operatorAtTheGate,
  signInOperator,
  signOutOperator,
} from './operators.ts'
export { joinLine, spendProof } from './proofs.ts'
export {
  type Claim,
  cardOfSession,
  endResidentSession,
  IDENTIFICATION_REFUSALS,
  type IdentificationRefusal,
  identifyResident,
  type Resident,
  residentOf,
  welcomeResident,
} from './resident-sessions.ts'
export { mintSecret, secretHash } from './session-secret.ts'
export { showLetter } from './show-letter.ts'
export { STAFF_ROLES, type StaffRole } from './staff-session-rules.ts'
export { type AtTheGate, type Staff, signOutStaff, staffAtTheGate, workAt } from './staff-sessions.ts'
export { type SignInAttempt, type SignInRefusal, signInStaff } from './staff-sign-in.ts'

export { addressHmac } from './address-hmac.ts'
export { type BirthDateRefusal, readBirthDate, type TypedDate } from './birth-date-rules.ts'
export {
  type Claim,
  endResidentSession,
  IDENTIFICATION_REFUSALS,
  type IdentificationRefusal,
  identifyResident,
  type Resident,
  residentOf,
  welcomeResident,
} from './resident-sessions.ts'
export { mintSecret, secretHash } from './session-secret.ts'

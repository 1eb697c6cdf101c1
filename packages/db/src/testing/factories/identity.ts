import { randomBytes } from 'node:crypto'
import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { serialText } from './serial.ts'
import { settle } from './tenancy.ts'

export type StaffMemberRow = {
  id: string
  authUserId: string
  loginId: string
  name: string
  roles: string[]
  active: boolean
}
export type StaffSessionRow = {
  id: string
  staffId: string
  tokenHash: Buffer
  address: string
  venueId: string | null
  createdAt: Date
  lastSeenAt: Date
  endedAt: Date | null
}
export type OperatorRow = { id: string; authUserId: string; loginId: string; name: string; active: boolean }
export type OperatorSessionRow = {
  id: string
  operatorId: string
  tokenHash: Buffer
  address: string
  createdAt: Date
  lastSeenAt: Date
  endedAt: Date | null
}
export type OperatorAddressRangeRow = { id: string; range: string; label: string }
export type ResidentSessionRow = {
  id: string
  tokenHash: Buffer
  subjectId: string
  cardId: string | null
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
}
export type NumberGuardRow = {
  id: string
  numberHmac: Buffer
  failures: number
  lifetime: number
  lockedUntil: Date | null
  seenAt: Date
}
export type UsedProofRow = { id: string; proof: Buffer; until: Date }
export type WaitingLineRow = { id: string; addressHmac: Buffer; freeAt: Date }
export type GuessFailureRow = { id: string; addressHmac: Buffer; numberHmac: Buffer; failedAt: Date }

export const staffMembers = factoryOf<StaffMemberRow>('staff_members', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return {
    id: v7(),
    authUserId: v7(),
    loginId: serialText('officer', 11),
    name: '窓口 一郎',
    roles: ['officer'],
    active: true,
  }
})

export const staffSessions = factoryOf<StaffSessionRow>('staff_sessions', async (owner, tenantId, over) => ({
  id: v7(),
  staffId: over.staffId ?? (await staffMembers(owner, tenantId)).id,
  tokenHash: randomBytes(32),
  address: '2001:db8::1',
  venueId: null,
  createdAt: new Date(),
  lastSeenAt: new Date(),
  endedAt: null,
}))

/** The vendor's people belong to no municipality: `tenantId` is not used. */
export const operators = factoryOf<OperatorRow>(
  'operators',
  () => ({
    id: v7(),
    authUserId: v7(),
    loginId: serialText('operator', 12),
    name: '運用 花子',
    active: true,
  }),
  { global: true },
)

export const operatorSessions = factoryOf<OperatorSessionRow>(
  'operator_sessions',
  async (owner, tenantId, over) => ({
    id: v7(),
    operatorId: over.operatorId ?? (await operators(owner, tenantId)).id,
    tokenHash: randomBytes(32),
    address: '2001:db8::2',
    createdAt: new Date(),
    lastSeenAt: new Date(),
    endedAt: null,
  }),
  { global: true },
)

export const operatorAddressRanges = factoryOf<OperatorAddressRangeRow>(
  'operator_address_ranges',
  () => ({ id: v7(), range: `2001:db8:1:${serialText('', 1)}::/64`, label: '運用拠点' }),
  { global: true },
)

export const residentSessions = factoryOf<ResidentSessionRow>(
  'resident_sessions',
  async (owner, tenantId) => {
    await settle(owner, tenantId)
    return {
      id: v7(),
      tokenHash: randomBytes(32),
      subjectId: v7(),
      cardId: null,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 20 * 60_000),
      endedAt: null,
    }
  },
)

export const numberGuards = factoryOf<NumberGuardRow>('number_guards', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return {
    id: v7(),
    numberHmac: randomBytes(32),
    failures: 0,
    lifetime: 0,
    lockedUntil: null,
    seenAt: new Date(),
  }
})

export const guessFailures = factoryOf<GuessFailureRow>('guess_failures', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { id: v7(), addressHmac: randomBytes(32), numberHmac: randomBytes(32), failedAt: new Date() }
})

export const usedProofs = factoryOf<UsedProofRow>('used_proofs', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { id: v7(), proof: randomBytes(32), until: new Date(Date.now() + 60 * 60_000) }
})

export const waitingLines = factoryOf<WaitingLineRow>('waiting_lines', async (owner, tenantId) => {
  await settle(owner, tenantId)
  return { id: v7(), addressHmac: randomBytes(32), freeAt: new Date() }
})

import type { Db } from './auth-deps.ts'
import type { Factor } from './factors.ts'

export type UserRow = {
  id: string
  aud: string
  role: string
  email: string | null
  phone: string | null
  passwordHash: string | null
  emailConfirmedAt: Date | null
  phoneConfirmedAt: Date | null
  invitedAt: Date | null
  confirmationSentAt: Date | null
  recoverySentAt: Date | null
  emailChangeSentAt: Date | null
  newEmail: string | null
  emailChangeLegs: string[]
  lastSignInAt: Date | null
  appMetadata: Record<string, unknown>
  userMetadata: Record<string, unknown>
  bannedUntil: Date | null
  deletedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export type IdentityRow = {
  identityId: string
  userId: string
  provider: string
  providerId: string
  identityData: Record<string, unknown>
  lastSignInAt: Date | null
  createdAt: Date
  updatedAt: Date
}

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
  const [user] = await db<UserRow[]>`select * from auth.users where id = ${id}`
  return user
}

/** Mail addresses are stored in lower case; so is the one looked for. */
export async function findUserByEmail(db: Db, email: string): Promise<UserRow | undefined> {
  const [user] = await db<UserRow[]>`select * from auth.users where email = ${email.toLowerCase()}`
  return user
}

export const isBanned = (user: UserRow) => user.bannedUntil !== null && user.bannedUntil.getTime() > Date.now()

/** Writes the given columns of a user and returns the new row. A taken mail address throws Postgres 23505. */
export async function saveUser(db: Db, id: string, change: Partial<UserRow>): Promise<UserRow> {
  const columns = { ...asColumns(db, change), updatedAt: new Date() }
  const [user] = await db<UserRow[]>`update auth.users set ${db(columns as never)} where id = ${id} returning *`
  if (!user) throw new Error(`user ${id} vanished`)
  return user
}

/** Inserts a user with its e-mail identity. */
export async function insertUser(db: Db, columns: Partial<UserRow>): Promise<UserRow> {
  const [user] = await db<UserRow[]>`insert into auth.users ${db(asColumns(db, columns) as never)} returning *`
  if (!user) throw new Error('insert returned no row')
  if (user.email !== null) {
    const data = { sub: user.id, email: user.email, email_verified: false, phone_verified: false }
    await db`insert into auth.identities ${db({ userId: user.id, provider: 'email', providerId: user.id, identityData: db.json(data) } as never)}`
  }
  return user
}

function asColumns(db: Db, change: Partial<UserRow>) {
  return {
    ...change,
    ...(change.appMetadata && { appMetadata: db.json(change.appMetadata as never) }),
    ...(change.userMetadata && { userMetadata: db.json(change.userMetadata as never) }),
  }
}

/** The e-mail identity follows the address and says whether it was verified. */
export async function saveEmailIdentity(db: Db, user: UserRow, verified: boolean) {
  const data = { sub: user.id, email: user.email, email_verified: verified, phone_verified: false }
  await db`
    update auth.identities set identity_data = ${db.json(data)}, updated_at = now()
    where user_id = ${user.id} and provider = 'email'`
}

/** A user as the API shows it, with identities and factors; fields without a value are left out, never null. */
export async function showUser(db: Db, user: UserRow) {
  const identities = await db<IdentityRow[]>`
    select * from auth.identities where user_id = ${user.id} order by created_at`
  const factors = await db<Factor[]>`select * from auth.factors where user_id = ${user.id} order by created_at`
  return {
    ...showBareUser(user),
    ...(factors.length > 0 && { factors: factors.map(showFactor) }),
    identities: identities.map(showIdentity),
  }
}

/** As `showUser`, but as lists show it: no factors, `identities: null`. */
export function showBareUser(user: UserRow) {
  const confirmedAt = user.emailConfirmedAt ?? user.phoneConfirmedAt
  return withoutNull({
    id: user.id,
    aud: user.aud,
    role: user.role,
    email: user.email ?? '',
    phone: user.phone ?? '',
    email_confirmed_at: user.emailConfirmedAt,
    phone_confirmed_at: user.phoneConfirmedAt,
    confirmed_at: confirmedAt,
    invited_at: user.invitedAt,
    confirmation_sent_at: user.confirmationSentAt,
    recovery_sent_at: user.recoverySentAt,
    email_change_sent_at: user.emailChangeSentAt,
    new_email: user.newEmail,
    last_sign_in_at: user.lastSignInAt,
    app_metadata: user.appMetadata,
    user_metadata: user.userMetadata,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    banned_until: user.bannedUntil,
    deleted_at: user.deletedAt,
    is_anonymous: false,
  })
}

function showIdentity(identity: IdentityRow) {
  return withoutNull({
    identity_id: identity.identityId,
    id: identity.providerId,
    user_id: identity.userId,
    identity_data: identity.identityData,
    provider: identity.provider,
    last_sign_in_at: identity.lastSignInAt,
    created_at: identity.createdAt,
    updated_at: identity.updatedAt,
    email: identity.identityData['email'],
  })
}

/** A factor as the API shows it: the secret never comes out again. */
export function showFactor(factor: Factor) {
  return {
    id: factor.id,
    created_at: factor.createdAt,
    updated_at: factor.updatedAt,
    status: factor.status,
    ...(factor.friendlyName !== '' && { friendly_name: factor.friendlyName }),
    factor_type: 'totp',
    phone: '',
    last_challenged_at: factor.lastChallengedAt,
  }
}

const withoutNull = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined))

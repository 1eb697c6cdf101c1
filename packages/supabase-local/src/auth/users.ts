import type { Db } from './auth-deps.ts'

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

export const isBanned = (user: UserRow) =>
  user.bannedUntil !== null && user.bannedUntil.getTime() > Date.now()

/** Writes the given columns of a user and returns the new row. A taken mail address throws Postgres 23505. */
export async function saveUser(db: Db, id: string, change: Partial<UserRow>): Promise<UserRow> {
  const columns = { ...asColumns(db, change), updatedAt: new Date() }
  const [user] = await db<
    UserRow[]
  >`update auth.users set ${db(columns as never)} where id = ${id} returning *`
  if (!user) throw new Error(`user ${id} vanished`)
  return user
}

/** Inserts a user with its e-mail identity. */
export async function insertUser(db: Db, columns: Partial<UserRow>): Promise<UserRow> {
  const [user] = await db<
    UserRow[]
  >`insert into auth.users ${db(asColumns(db, columns) as never)} returning *`
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

import type { Db } from './auth-deps.ts'
import type { Factor } from './factors.ts'
import type { IdentityRow, UserRow } from './users.ts'

/** A user as the API shows it, with identities and factors; fields without a value are left out, never null. */
export async function showUser(db: Db, user: UserRow) {
  const identities = await db<IdentityRow[]>`
    select * from auth.identities where user_id = ${user.id} order by created_at`
  const factors = await db<
    Factor[]
  >`select * from auth.factors where user_id = ${user.id} order by created_at`
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
    email: identity.identityData.email,
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

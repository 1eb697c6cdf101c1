import { expect, it } from 'vitest'
import {
  adminOf,
  ask,
  clientOf,
  localIt,
  makeUser,
  signIn,
  underEachConfig,
  VERSIONED,
  watchedFetch,
  whoIs,
} from './target.ts'

underEachConfig('administering accounts', {}, (target) => {
  it('31: a user and the public key are not admins', async () => {
    const { email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    for (const token of [session.access_token, undefined]) {
      const asked = { headers: VERSIONED, ...(token && { token }) }
      const answer = await ask(target(), '/auth/v1/admin/users', asked)
      expect([answer.status, answer.json.code]).toEqual([403, 'not_admin'])
    }
  })

  it('32: a created user has the e-mail provider and a lower-case address, which is theirs alone', async () => {
    const { user, email } = await makeUser(target(), { email: `Hanako.${Date.now()}@Example.com` })
    expect(user.email).toBe(email.toLowerCase())
    expect(user.app_metadata).toMatchObject({ provider: 'email', providers: ['email'] })
    const twice = { email: email.toUpperCase(), password: 'Correct-horse-battery-9' }
    const { error } = await adminOf(target()).auth.admin.createUser(twice)
    expect(error).toMatchObject({ status: 422, code: 'email_exists' })
  })

  it('34: a new password from an admin ends all sessions', async () => {
    const { id, email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    await adminOf(target()).auth.admin.updateUserById(id, { password: 'Another-horse-battery-8' })
    const answer = await whoIs(target(), session.access_token)
    expect([answer.status, answer.json.code]).toEqual([403, 'session_not_found'])
  })

  it('34: app_metadata merges, null takes a key away, and a bad ban is refused', async () => {
    const { id } = await makeUser(target())
    const admin = adminOf(target()).auth.admin
    await admin.updateUserById(id, { app_metadata: { tenant: 'ageo', desk: 1 } })
    const { data } = await admin.updateUserById(id, { app_metadata: { desk: null } })
    expect(data.user?.app_metadata).toMatchObject({ provider: 'email', tenant: 'ageo' })
    expect(data.user?.app_metadata).not.toHaveProperty('desk')
    const bad = await admin.updateUserById(id, { ban_duration: 'x' })
    expect(bad.error).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('35: taking another account’s address is a 500 that looks like a network failure', async () => {
    const [one, two] = [await makeUser(target()), await makeUser(target())]
    const { error } = await adminOf(target()).auth.admin.updateUserById(one.id, { email: two.email })
    expect(error).toMatchObject({ name: 'AuthRetryableFetchError', status: 500 })
  })

  it('36: a deleted user is gone for their token and for a second delete', async () => {
    const { id, email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    const { seen, fetch } = watchedFetch()
    const admin = clientOf(target(), target().secretKey, { fetch }).auth.admin
    expect((await admin.deleteUser(id)).error).toBeNull()
    expect(seen).toEqual([`GET /auth/v1/admin/users/${id}`, `DELETE /auth/v1/admin/users/${id}`])
    const bearer = await whoIs(target(), session.access_token)
    expect([bearer.status, bearer.json.code]).toEqual([403, 'user_not_found'])
    const again = await ask(target(), `/auth/v1/admin/users/${id}`, {
      method: 'DELETE',
      apikey: target().secretKey,
      headers: VERSIONED,
    })
    expect([again.status, again.json.code]).toEqual([404, 'user_not_found'])
  })

  it('36: a softly deleted user is still there, without what told who they were', async () => {
    const { id, email } = await makeUser(target())
    const admin = adminOf(target()).auth.admin
    await admin.deleteUser(id, true)
    const { data } = await admin.getUserById(id)
    expect(data.user).toMatchObject({ id, deleted_at: expect.any(String) })
    expect(data.user?.email).not.toBe(email)
    expect((await admin.deleteUser(id, true)).error).toBeNull()
  })

  it('36: a path that is no UUID, and an unknown one, are both 404', async () => {
    const look = async (id: string) => {
      const asked = { apikey: target().secretKey, headers: VERSIONED }
      const { status, json } = await ask(target(), `/auth/v1/admin/users/${id}`, asked)
      return [status, json.code]
    }
    expect(await look('x')).toEqual([404, 'validation_failed'])
    expect(await look('00000000-0000-4000-8000-000000000000')).toEqual([404, 'user_not_found'])
  })
})

underEachConfig('a project with three users', {}, (target) => {
  localIt('33: pages say how many there are and which comes next', async () => {
    for (const _ of [1, 2, 3]) await makeUser(target())
    const page = (number: number) =>
      ask(target(), `/auth/v1/admin/users?page=${number}&per_page=2`, { apikey: target().secretKey })
    const first = await page(1)
    expect(first.json.users).toHaveLength(2)
    expect(first.json.aud).toBe('authenticated')
    expect(first.headers.get('x-total-count')).toBe('3')
    expect(first.headers.get('link')).toBe(
      '</admin/users?page=2&per_page=2>; rel="next", </admin/users?page=2&per_page=2>; rel="last"',
    )
    const second = await page(2)
    expect(second.json.users).toHaveLength(1)
    expect(second.headers.get('link')).not.toContain('rel="next"')
    const bad = await ask(target(), '/auth/v1/admin/users?page=x', {
      apikey: target().secretKey,
      headers: VERSIONED,
    })
    expect([bad.status, bad.json.code]).toEqual([400, 'validation_failed'])
    const { data } = await adminOf(target()).auth.admin.listUsers({ page: 1, perPage: 2 })
    expect(data).toMatchObject({ total: 3, nextPage: 2, lastPage: 2 })
  })
})

import { AuthWeakPasswordError } from '@supabase/supabase-js'
import { expect, it } from 'vitest'
import { ask, clientOf, makeUser, PASSWORD, signIn, underEachConfig, VERSIONED, whoIs } from './target.ts'

const NEXT_PASSWORD = 'Another-horse-battery-8'

underEachConfig('a signed-in person and their account', {}, (target) => {
  it('16: a key without a user behind it, and a tampered token, are refused', async () => {
    // Behind a gateway the apikey becomes the bearer, so "no bearer" arrives as a token without a subject.
    const none = await ask(target(), '/auth/v1/user', { headers: VERSIONED })
    expect([401, 403]).toContain(none.status)
    expect(['no_authorization', 'bad_jwt']).toContain(none.json.code)
    const { email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    const [head, , signature] = session.access_token.split('.')
    const forged = Buffer.from(JSON.stringify({ sub: 'someone else', role: 'service_role' })).toString(
      'base64url',
    )
    const tampered = await whoIs(target(), `${head}.${forged}.${signature}`)
    expect([tampered.status, tampered.json.code]).toEqual([403, 'bad_jwt'])
    const unsigned = `${Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url')}.${forged}.`
    expect((await whoIs(target(), unsigned)).json.code).toBe('bad_jwt')
  })

  it('16: a header that is no bearer is as good as none', async () => {
    const basic = { ...VERSIONED, authorization: 'Basic YTpi' }
    const answer = await ask(target(), '/auth/v1/user', { headers: basic })
    expect([answer.status, answer.json.code]).toEqual([401, 'no_authorization'])
  })

  it('17: a short password is weak because of its length', async () => {
    const { email } = await makeUser(target())
    const { client } = await signIn(target(), email)
    const { error } = await client.auth.updateUser({ password: 'Ab1-x' })
    expect(error).toBeInstanceOf(AuthWeakPasswordError)
    expect(error).toMatchObject({ status: 422, reasons: expect.arrayContaining(['length']) })
  })

  it('17: a weak password that is right still signs in, with a warning', async () => {
    const weak = 'Ab1-x'
    const { email } = await makeUser(target(), { password: weak })
    const { data, error } = await clientOf(target()).auth.signInWithPassword({ email, password: weak })
    expect(error).toBeNull()
    expect(data.weakPassword?.reasons).toContain('length')
  })

  it('18: the same password and one past 72 bytes are refused', async () => {
    const { email } = await makeUser(target())
    const { client } = await signIn(target(), email)
    const same = await client.auth.updateUser({ password: PASSWORD })
    expect(same.error).toMatchObject({ status: 422, code: 'same_password' })
    const long = await client.auth.updateUser({ password: `${'Ab1-'.repeat(18)}x` })
    expect(long.error).toMatchObject({ status: 400, code: 'validation_failed' })
    const inBytes = await client.auth.updateUser({ password: `Ab1-${'窓'.repeat(23)}` })
    expect(inBytes.error).toMatchObject({ status: 400, code: 'validation_failed' })
  })

  it('19: a new password ends the other sessions and the old password', async () => {
    const { email } = await makeUser(target())
    const [one, two] = [await signIn(target(), email), await signIn(target(), email)]
    expect((await one.client.auth.updateUser({ password: NEXT_PASSWORD })).error).toBeNull()
    expect((await whoIs(target(), one.session.access_token)).status).toBe(200)
    const other = await whoIs(target(), two.session.access_token)
    expect([other.status, other.json.code]).toEqual([403, 'session_not_found'])
    const old = await two.client.auth.signInWithPassword({ email, password: PASSWORD })
    expect(old.error).toMatchObject({ status: 400, code: 'invalid_credentials' })
    expect((await two.client.auth.signInWithPassword({ email, password: NEXT_PASSWORD })).error).toBeNull()
  })

  it('20: metadata merges at the top level, and null takes a key away', async () => {
    const { email } = await makeUser(target())
    const { client } = await signIn(target(), email)
    await client.auth.updateUser({ data: { a: 1, keepsItsCase: { someKey: 1 } } })
    const { data } = await client.auth.updateUser({ data: { b: 2, a: null } })
    expect(data.user?.user_metadata).toMatchObject({ b: 2, keepsItsCase: { someKey: 1 } })
    expect(data.user?.user_metadata).not.toHaveProperty('a')
  })

  it('21: nobody gives themselves app_metadata', async () => {
    const { email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    const body = { app_metadata: { role: 'operator' } }
    const asked = { method: 'PUT', token: session.access_token, body, headers: VERSIONED }
    const answer = await ask(target(), '/auth/v1/user', asked)
    expect([answer.status, answer.json.code]).toEqual([403, 'not_admin'])
  })

  it('21: an address that another account holds cannot be taken', async () => {
    const [one, two] = [await makeUser(target()), await makeUser(target())]
    const { client } = await signIn(target(), one.email)
    const { error } = await client.auth.updateUser({ email: two.email })
    expect(error).toMatchObject({ status: 422, code: 'email_exists' })
  })
})

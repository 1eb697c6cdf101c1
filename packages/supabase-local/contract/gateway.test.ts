import { expect, it } from 'vitest'
import { makeBucket } from './bucket.ts'
import { adminOf, ask, clientOf, makeUser, signIn, underEachConfig, VERSIONED } from './target.ts'

underEachConfig('the edge in front', {}, (target) => {
  it('58: Auth asks for an apikey, whatever the bearer, except where a browser comes from a mail', async () => {
    const { email } = await makeUser(target())
    const token = (await signIn(target(), email)).session.access_token
    expect((await ask(target(), '/auth/v1/user', { token })).status).toBe(200)
    expect((await ask(target(), '/auth/v1/user', { token, apikey: null })).status).toBe(401)
    expect((await ask(target(), '/auth/v1/user', { token, apikey: 'made up' })).status).toBe(401)
    expect((await ask(target(), '/auth/v1/verify', { apikey: null })).status).not.toBe(401)
    expect((await ask(target(), '/auth/v1/.well-known/jwks.json', { apikey: null })).status).toBe(200)
  })

  it('59: the secret key is the service role, the public one is not', async () => {
    expect((await adminOf(target()).auth.admin.listUsers({ page: 1, perPage: 1 })).error).toBeNull()
    const { files } = await makeBucket(target())
    expect((await files.upload('a.txt', Buffer.from('x'), { contentType: 'text/plain' })).error).toBeNull()
    const { error } = await clientOf(target()).auth.admin.listUsers({ page: 1, perPage: 1 })
    expect(error).toMatchObject({ status: 403, code: 'not_admin' })
  })

  it('60: a user’s bearer wins over the secret key beside it', async () => {
    const { id, email } = await makeUser(target())
    const { session } = await signIn(target(), email)
    const asked = { apikey: target().secretKey, token: session.access_token, headers: VERSIONED }
    expect((await ask(target(), '/auth/v1/user', asked)).json.id).toBe(id)
    expect((await ask(target(), '/auth/v1/admin/users', asked)).json.code).toBe('not_admin')
  })

  it('60: legacy keys go on working beside a key pair, opaque keys need one', async (test) => {
    const { local, mode } = target()
    if (!local) return test.skip('a real project need not have both kinds of keys')
    const users = (apikey: string) => ask(target(), '/auth/v1/admin/users', { apikey, token: apikey })
    expect((await users(local.serviceRoleKey)).status).toBe(200)
    expect((await users(local.secretKey)).status).toBe(mode === 'es256' ? 200 : 401)
  })
})

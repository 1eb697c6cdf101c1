import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { expect, it } from 'vitest'
import {
  ask,
  claimsOf,
  clientOf,
  localIt,
  makeUser,
  PASSWORD,
  signIn,
  type Target,
  underEachConfig,
  VERSIONED,
} from './target.ts'

async function makeHooks(target: Target) {
  const sql = postgres(target.local?.databaseUrl ?? '', { max: 1, onnotice: () => {} })
  await sql.unsafe(`
    create schema if not exists hooks;
    create or replace function hooks.password(event jsonb) returns jsonb language sql as $$
      select case when (event ->> 'valid')::boolean then '{"decision":"continue"}'::jsonb
        else '{"decision":"reject","message":"しばらくお待ちください"}' end $$;
    create or replace function hooks.claims(event jsonb) returns jsonb language sql as $$
      select jsonb_build_object('claims', case
        when event -> 'claims' ->> 'email' like 'drop%' then (event -> 'claims') - 'aal'
        else (event -> 'claims') || '{"desk":"市役所"}' end) $$;`)
  await sql.end()
}

const hooks = { passwordVerification: 'hooks.password', customAccessToken: 'hooks.claims' }

underEachConfig('with hooks in the database', { auth: { hooks } }, (target) => {
  localIt('43: the password hook rejects with its own words', async () => {
    await makeHooks(target())
    const { email } = await makeUser(target())
    const { error } = await clientOf(target()).auth.signInWithPassword({ email, password: 'wrong' })
    expect(error).toMatchObject({
      status: 400,
      code: 'invalid_credentials',
      message: 'しばらくお待ちください',
    })
    expect((await signIn(target(), email)).user.email).toBe(email)
  })

  localIt('43: the claims hook replaces the claims, and may not drop one that Auth needs', async () => {
    await makeHooks(target())
    const { email } = await makeUser(target())
    expect(claimsOf((await signIn(target(), email)).session.access_token)).toMatchObject({ desk: '市役所' })
    const dropped = await makeUser(target(), { email: `drop.${randomUUID()}@example.com` })
    const { error } = await clientOf(target()).auth.signInWithPassword({
      email: dropped.email,
      password: PASSWORD,
    })
    expect(error).toMatchObject({ name: 'AuthRetryableFetchError', status: 500 })
  })
})

underEachConfig('rate limits', { auth: { mailsPerHour: 1 } }, (target) => {
  const knock = (ip?: string) =>
    ask(target(), '/auth/v1/token?grant_type=password', {
      body: {},
      headers: { ...VERSIONED, ...(ip && { 'x-forwarded-for': ip }) },
    })

  localIt('44: one caller who has used up their share is refused, others are not', async () => {
    for (let i = 0; i < 30; i++) expect((await knock('203.0.113.5, 10.0.0.1')).status).toBe(400)
    const refused = await knock('203.0.113.5')
    expect([refused.status, refused.json.code]).toEqual([429, 'over_request_rate_limit'])
    expect(refused.headers.get('retry-after')).toBeNull()
    expect((await knock('203.0.113.6')).status).toBe(400)
  })

  localIt('44: without the header nobody is limited', async () => {
    for (let i = 0; i < 32; i++) expect((await knock()).status).toBe(400)
  })

  localIt('44: the mails of an hour are counted for all accounts together', async () => {
    const [one, two] = [await makeUser(target()), await makeUser(target())]
    const { auth } = clientOf(target())
    expect((await auth.resetPasswordForEmail(one.email)).error).toBeNull()
    const { error } = await auth.resetPasswordForEmail(two.email)
    expect(error).toMatchObject({ status: 429, code: 'over_email_send_rate_limit' })
  })
})

underEachConfig('what Auth tells about itself', {}, (target) => {
  it('44: settings and health', async () => {
    const settings = (await ask(target(), '/auth/v1/settings')).json
    expect(settings).toMatchObject({
      external: { email: true },
      disable_signup: true,
      mailer_autoconfirm: false,
    })
    expect((await ask(target(), '/auth/v1/health')).json).toMatchObject({
      name: 'GoTrue',
      version: expect.any(String),
    })
  })

  localIt('44: an unknown route is plain text, a wrong verb is empty, too much is 413', async () => {
    expect(await ask(target(), '/auth/v1/nothing-here')).toMatchObject({ status: 404, json: undefined })
    expect(await ask(target(), '/auth/v1/token', { method: 'PATCH' })).toMatchObject({
      status: 405,
      text: '',
    })
    const large = { body: { email: 'x'.repeat(1024 * 1024 + 1) }, headers: VERSIONED }
    const refused = await ask(target(), '/auth/v1/recover', large)
    expect([refused.status, refused.json.code]).toEqual([413, 'request_entity_too_large'])
  })
})

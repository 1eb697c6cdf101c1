import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { mailsFor } from './mailbox.ts'
import {
  adminOf,
  ask,
  claimsOf,
  clientOf,
  localIt,
  makeUser,
  newEmail,
  PASSWORD,
  signIn,
  type Target,
  underEachConfig,
  VERSIONED,
} from './target.ts'

const EXPIRED = [403, 'otp_expired']
const verify = async (target: Target, body: object) => {
  const answer = await ask(target, '/auth/v1/verify', { body, headers: VERSIONED })
  return { ...answer, refused: [answer.status, answer.json?.code] }
}
const recoveryHash = async (target: Target, email: string) => {
  const { data, error } = await adminOf(target).auth.admin.generateLink({ type: 'recovery', email })
  if (error) throw error
  return data.properties.hashed_token
}

underEachConfig('recovering an account', { auth: { maxFrequency: 60 } }, (target) => {
  localIt(
    '22: an unknown address is answered like a known one, which gets one mail and then must wait',
    async () => {
      const { email } = await makeUser(target())
      const stranger = newEmail()
      const recover = (address: string) =>
        ask(target(), '/auth/v1/recover', { body: { email: address }, headers: VERSIONED })
      expect(await recover(stranger)).toMatchObject({ status: 200, json: {} })
      expect(await recover(email)).toMatchObject({ status: 200, json: {} })
      expect(await mailsFor(target(), email)).toHaveLength(1)
      expect(await mailsFor(target(), stranger)).toHaveLength(0)
      const again = await recover(email)
      expect([again.status, again.json.code]).toEqual([429, 'over_email_send_rate_limit'])
    },
  )

  localIt('22: the link in the mail leads to a session in the fragment, once', async () => {
    const { email } = await makeUser(target())
    await clientOf(target()).auth.resetPasswordForEmail(email)
    const [mail] = await mailsFor(target(), email)
    const open = () => fetch(mail?.link ?? '', { redirect: 'manual' })
    const first = await open()
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toMatch(/^http:\/\/localhost:3000#access_token=.+&type=recovery$/)
    expect((await open()).headers.get('location')).toContain('error_code=otp_expired')
  })

  localIt('22: the six-digit code works with the address', async () => {
    const { email } = await makeUser(target())
    await clientOf(target()).auth.resetPasswordForEmail(email)
    const [mail] = await mailsFor(target(), email)
    const wrong = await clientOf(target()).auth.verifyOtp({ type: 'recovery', email, token: 'abcdef' })
    expect(wrong.error).toMatchObject({ status: 403, code: 'otp_expired' })
    const { data } = await clientOf(target()).auth.verifyOtp({
      type: 'recovery',
      email,
      token: mail?.otp ?? '',
    })
    expect(data.user?.email).toBe(email)
  })

  it('23: a recovery link opens a session once', async () => {
    const { email } = await makeUser(target())
    const token_hash = await recoveryHash(target(), email)
    const opened = await clientOf(target()).auth.verifyOtp({ type: 'recovery', token_hash })
    expect(claimsOf(opened.data.session?.access_token ?? '')).toMatchObject({
      aal: 'aal1',
      amr: [{ method: 'otp' }],
    })
    expect((await verify(target(), { type: 'recovery', token_hash })).refused).toEqual(EXPIRED)
  })

  it('23: of several who open one link at once, one gets in', async () => {
    const { email } = await makeUser(target())
    const token_hash = await recoveryHash(target(), email)
    const all = await Promise.all(
      Array.from({ length: 8 }, () => verify(target(), { type: 'recovery', token_hash })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 403)])
  })

  it('24: a newer link replaces the older one', async () => {
    const { email } = await makeUser(target())
    const [first, second] = [await recoveryHash(target(), email), await recoveryHash(target(), email)]
    expect((await verify(target(), { type: 'recovery', token_hash: first })).refused).toEqual(EXPIRED)
    expect((await verify(target(), { type: 'recovery', token_hash: second })).status).toBe(200)
  })

  it('25: a link of another type is refused and not used up', async () => {
    const { email } = await makeUser(target())
    const token_hash = await recoveryHash(target(), email)
    expect((await verify(target(), { type: 'invite', token_hash })).refused).toEqual(EXPIRED)
    expect((await verify(target(), { type: 'recovery', token_hash })).status).toBe(200)
  })

  it('25: success ends every open link of the user, of whatever type', async () => {
    const { id, email } = await makeUser(target(), { email_confirm: false })
    const admin = adminOf(target()).auth.admin
    const signup = await admin.generateLink({ type: 'signup', email, password: PASSWORD })
    expect(signup.data.user?.id).toBe(id)
    const token_hash = await recoveryHash(target(), email)
    expect((await verify(target(), { type: 'recovery', token_hash })).status).toBe(200)
    const other = { type: 'signup', token_hash: signup.data.properties?.hashed_token }
    expect((await verify(target(), other)).refused).toEqual(EXPIRED)
  })

  it('25: so does a new password', async () => {
    const { id, email } = await makeUser(target())
    const first = await recoveryHash(target(), email)
    await adminOf(target()).auth.admin.updateUserById(id, { password: 'Another-horse-battery-8' })
    expect((await verify(target(), { type: 'recovery', token_hash: first })).refused).toEqual(EXPIRED)
    const { client } = await signIn(target(), email, {}, 'Another-horse-battery-8')
    const second = await recoveryHash(target(), email)
    expect((await client.auth.updateUser({ password: PASSWORD })).error).toBeNull()
    expect((await verify(target(), { type: 'recovery', token_hash: second })).refused).toEqual(EXPIRED)
  })

  it('26: a token hash stands alone; type and token are needed', async () => {
    const { email } = await makeUser(target())
    const token_hash = await recoveryHash(target(), email)
    const invalid = [400, 'validation_failed']
    expect((await verify(target(), { type: 'recovery', token_hash, email })).refused).toEqual(invalid)
    expect((await verify(target(), { token_hash })).refused).toEqual(invalid)
    expect((await verify(target(), { type: 'recovery' })).refused).toEqual(invalid)
  })
})

underEachConfig('a link that lives one second', { auth: { otpExp: 1 } }, (target) => {
  localIt('24: is refused after that', async () => {
    const { email } = await makeUser(target())
    const token_hash = await recoveryHash(target(), email)
    await sleep(1200)
    expect((await verify(target(), { type: 'recovery', token_hash })).refused).toEqual(EXPIRED)
  })
})

underEachConfig('inviting', {}, (target) => {
  localIt('27: an invited person confirms, chooses a password and signs in', async () => {
    const email = newEmail()
    const invited = await adminOf(target()).auth.admin.inviteUserByEmail(email, {
      data: { name: '窓口 花子' },
    })
    expect(invited.data.user).toMatchObject({ email, invited_at: expect.any(String) })
    expect(invited.data.user?.email_confirmed_at).toBeUndefined()
    const [mail] = await mailsFor(target(), email)
    const client = clientOf(target())
    const verified = await client.auth.verifyOtp({ type: 'invite', token_hash: mail?.hash ?? '' })
    expect(verified.data.user).toMatchObject({ email_confirmed_at: expect.any(String) })
    expect(verified.data.user?.user_metadata).toMatchObject({ name: '窓口 花子', email_verified: true })
    expect((await client.auth.updateUser({ password: PASSWORD })).error).toBeNull()
    expect((await signIn(target(), email)).user.email).toBe(email)
  })

  localIt('28: a confirmed account cannot be invited; a second invitation replaces the first', async () => {
    const admin = adminOf(target()).auth.admin
    const { email } = await makeUser(target())
    expect((await admin.inviteUserByEmail(email)).error).toMatchObject({ status: 422, code: 'email_exists' })
    const other = newEmail()
    await admin.inviteUserByEmail(other)
    expect((await admin.inviteUserByEmail(other)).error).toBeNull()
    const [second, first] = await mailsFor(target(), other)
    expect((await verify(target(), { type: 'invite', token_hash: first?.hash })).refused).toEqual(EXPIRED)
    expect((await verify(target(), { type: 'invite', token_hash: second?.hash })).status).toBe(200)
  })

  it('29: a generated link carries what a mail would', async () => {
    const admin = adminOf(target()).auth.admin
    const unknown = await admin.generateLink({ type: 'recovery', email: newEmail() })
    expect(unknown.error).toMatchObject({ status: 404, code: 'user_not_found' })
    const { id, email } = await makeUser(target())
    const { data } = await admin.generateLink({ type: 'recovery', email })
    expect(data.user?.id).toBe(id)
    expect(data.properties).toMatchObject({
      verification_type: 'recovery',
      email_otp: expect.stringMatching(/^\d{6,}$/),
      hashed_token: expect.stringMatching(/^[0-9a-f]{56}$/),
      action_link: expect.stringContaining(data.properties?.hashed_token ?? 'missing'),
      redirect_to: expect.any(String),
    })
    const token_hash = data.properties?.hashed_token ?? ''
    expect((await verify(target(), { type: 'recovery', token_hash })).status).toBe(200)
  })

  localIt('29: no mail is sent for a generated link, and the next recovery mail must wait', async () => {
    const { email } = await makeUser(target())
    await recoveryHash(target(), email)
    expect(await mailsFor(target(), email)).toHaveLength(0)
    const { error } = await clientOf(target()).auth.resetPasswordForEmail(email)
    expect(error).toMatchObject({ status: 429, code: 'over_email_send_rate_limit' })
  })

  it('30: a link never leads off the site', async () => {
    const { email } = await makeUser(target())
    const linkTo = async (redirectTo: string) => {
      const asked = { type: 'recovery', email, options: { redirectTo } } as const
      return (await adminOf(target()).auth.admin.generateLink(asked)).data.properties?.redirect_to
    }
    const site = await linkTo('')
    expect(await linkTo('https://elsewhere.example/steal')).toBe(site)
    expect(await linkTo('javascript:alert(1)')).toBe(site)
  })

  localIt('30: a place on the site is kept', async () => {
    const { email } = await makeUser(target())
    const asked = {
      type: 'recovery',
      email,
      options: { redirectTo: 'http://localhost:3000/new-password' },
    } as const
    const { data } = await adminOf(target()).auth.admin.generateLink(asked)
    expect(data.properties?.redirect_to).toBe('http://localhost:3000/new-password')
  })
})

import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'

/** What anyone may read: public keys, health and settings. */
export const publicRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    .get('/.well-known/jwks.json', (c) => {
      c.header('Cache-Control', 'public, max-age=600')
      return c.json({ keys: deps.keys.publicKeys })
    })
    .get('/health', (c) =>
      c.json({ version: 'madoguchi-local', name: 'GoTrue', description: 'embedded stand-in' }),
    )
    .get('/settings', (c) =>
      c.json({
        external: { email: true, phone: false, anonymous_users: false },
        disable_signup: true,
        mailer_autoconfirm: false,
        phone_autoconfirm: false,
        sms_provider: '',
        saml_enabled: false,
        saml_private_key_next_configured: false,
        passkeys_enabled: false,
      }),
    )

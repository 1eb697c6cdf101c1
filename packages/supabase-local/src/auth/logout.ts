import { Hono } from 'hono'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireUser } from './bearer.ts'

/** POST /logout: deletes sessions. Access tokens already out stay valid by signature; only Auth sees that they died. */
export const logoutRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>().post('/logout', async (c) => {
    const { user, session } = await requireUser(deps, c)
    const scope = c.req.query('scope') || 'global'
    if (scope === 'global') await deps.sql`delete from auth.sessions where user_id = ${user.id}`
    else if (scope === 'local') await deps.sql`delete from auth.sessions where id = ${session.id}`
    else if (scope === 'others') {
      await deps.sql`delete from auth.sessions where user_id = ${user.id} and id <> ${session.id}`
    } else throw authError(400, 'validation_failed', `Unsupported logout scope "${scope}"`)
    return c.body(null, 204)
  })

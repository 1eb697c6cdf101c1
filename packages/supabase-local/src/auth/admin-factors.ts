import { Hono } from 'hono'
import { userOf } from './admin-users.ts'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { type Factor, removeFactor } from './factors.ts'
import { isUuid } from './read-body.ts'
import { showFactor } from './show-user.ts'

/** /admin/users/:id/factors: the way out for someone who lost their authenticator. Behind adminUserRoutes' guard. */
export const adminFactorRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    .get('/admin/users/:id/factors', async (c) => {
      const user = await userOf(deps.sql, c.req.param('id'))
      const factors = await deps.sql<
        Factor[]
      >`select * from auth.factors where user_id = ${user.id} order by created_at`
      return c.json(factors.map(showFactor))
    })
    .delete('/admin/users/:id/factors/:factorId', async (c) => {
      const user = await userOf(deps.sql, c.req.param('id'))
      const id = c.req.param('factorId')
      const [factor] = isUuid(id)
        ? await deps.sql<Factor[]>`select * from auth.factors where id = ${id} and user_id = ${user.id}`
        : []
      if (!factor) throw authError(404, 'mfa_factor_not_found', 'Factor not found')
      await removeFactor(deps.sql, factor.id)
      return c.json(showFactor(factor))
    })

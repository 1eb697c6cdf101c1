import { Hono } from 'hono'
import { createUser, replaceUser } from './admin-write-user.ts'
import type { AuthDeps, AuthEnv, Db } from './auth-deps.ts'
import { authError } from './auth-error.ts'
import { requireAdmin } from './bearer.ts'
import { isUuid, readBody } from './read-body.ts'
import { showBareUser, showUser } from './show-user.ts'
import { findUser, saveUser, type UserRow } from './users.ts'

/** /admin/users: what only the service role may do to accounts. */
export const adminUserRoutes = (deps: AuthDeps) =>
  new Hono<AuthEnv>()
    // Hono's `/*` also covers the bare path.
    .use('/admin/users/*', async (c, next) => {
      await requireAdmin(deps, c)
      await next()
    })
    .post('/admin/users', async (c) => c.json(await createUser(deps, await readBody(c))))
    .get('/admin/users', async (c) => {
      const page = wholeNumber(c.req.query('page'), 1)
      const perPage = wholeNumber(c.req.query('per_page'), 50)
      // Real Auth divides by it and panics.
      if (perPage === 0) throw authError(500, 'unexpected_failure', 'Internal Server Error')
      const oldestFirst = c.req.query('sort') === 'created_at asc'
      const { users, total } = await listUsers(
        deps.sql,
        page,
        perPage,
        c.req.query('filter') ?? '',
        oldestFirst,
      )
      c.header('X-Total-Count', String(total))
      c.header('Link', linksOf(page, perPage, total))
      return c.json({
        users: users.map((user) => ({ ...showBareUser(user), identities: null })),
        aud: 'authenticated',
      })
    })
    .get('/admin/users/:id', async (c) =>
      c.json(await showUser(deps.sql, await userOf(deps.sql, c.req.param('id')))),
    )
    .put('/admin/users/:id', async (c) => {
      const user = await userOf(deps.sql, c.req.param('id'))
      return c.json(await replaceUser(deps, user, await readBody(c)))
    })
    .delete('/admin/users/:id', async (c) => {
      const user = await userOf(deps.sql, c.req.param('id'))
      const body = (await c.req.raw.clone().text()) === '' ? {} : await readBody(c)
      if (body.should_soft_delete === true) await deps.sql.begin((tx) => softDelete(tx, user))
      else await deps.sql`delete from auth.users where id = ${user.id}`
      return c.json({})
    })

/** The user of an /admin path. Throws 404 `validation_failed` for a non-UUID, 404 `user_not_found` for nobody. */
export async function userOf(db: Db, id: string): Promise<UserRow> {
  if (!isUuid(id)) throw authError(404, 'validation_failed', 'user_id must be an UUID')
  const user = await findUser(db, id)
  if (!user) throw authError(404, 'user_not_found', 'User not found')
  return user
}

async function listUsers(db: Db, page: number, perPage: number, filter: string, oldestFirst: boolean) {
  const order = oldestFirst ? db`asc` : db`desc`
  const like = `%${filter}%`
  const wanted =
    filter === '' ? db`` : db`where email like ${like} or user_metadata ->> 'full_name' ilike ${like}`
  const [{ total } = { total: 0 }] = await db<{ total: number }[]>`
    select count(*)::int as total from auth.users ${wanted}`
  const users = await db<UserRow[]>`
    select * from auth.users ${wanted} order by created_at ${order}, id
    limit ${perPage} offset ${(page - 1) * perPage}`
  return { users, total }
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (!text) return otherwise
  if (/^\d+$/.test(text)) return Number(text)
  throw authError(400, 'validation_failed', `Bad Pagination Parameters: "${text}"`)
}

function linksOf(page: number, perPage: number, total: number): string {
  const last = Math.ceil(total / perPage)
  const link = (number: number, rel: string) =>
    `</admin/users?page=${number}&per_page=${perPage}>; rel="${rel}"`
  return [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', ')
}

/** Keeps the row for those who point at it, and takes away whatever tells whose it was. */
async function softDelete(db: Db, user: UserRow) {
  if (user.deletedAt) return
  await saveUser(db, user.id, {
    email: user.email && `deleted-${user.id}`,
    phone: null,
    newEmail: null,
    passwordHash: null,
    appMetadata: {},
    userMetadata: {},
    deletedAt: new Date(),
  })
  await db`delete from auth.sessions where user_id = ${user.id}`
  await db`delete from auth.factors where user_id = ${user.id}`
  await db`delete from auth.identities where user_id = ${user.id}`
  await db`delete from auth.one_time_tokens where user_id = ${user.id}`
}

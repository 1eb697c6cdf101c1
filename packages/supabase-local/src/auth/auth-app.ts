import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { pathBelow } from '../http/path-below.ts'
import { adminFactorRoutes } from './admin-factors.ts'
import { adminUserRoutes } from './admin-users.ts'
import type { AuthDeps, AuthEnv } from './auth-deps.ts'
import { authError, isAuthError, renderAuthError } from './auth-error.ts'
import { factorRoutes } from './factors.ts'
import { generateLinkRoutes } from './generate-link.ts'
import { inviteRoutes } from './invite.ts'
import { logoutRoutes } from './logout.ts'
import { publicRoutes } from './public-routes.ts'
import { recoverRoutes } from './recover.ts'
import { tokenRoutes } from './token.ts'
import { userRoutes } from './user.ts'
import { verifyRoutes } from './verify.ts'

const MEBIBYTE = 1024 * 1024

/** Supabase Auth's HTTP API, as far as the product uses it. Its routes carry no /auth/v1. */
export function createAuthApp(deps: AuthDeps, log: (error: Error) => void) {
  const tooLarge = () => {
    throw authError(413, 'request_entity_too_large', 'Request body too large')
  }
  return new Hono<AuthEnv>({ getPath: pathBelow('/auth/v1') })
    .use(bodyLimit({ maxSize: MEBIBYTE, onError: tooLarge }))
    .route('/', publicRoutes(deps))
    .route('/', tokenRoutes(deps))
    .route('/', logoutRoutes(deps))
    .route('/', userRoutes(deps))
    .route('/', recoverRoutes(deps))
    .route('/', verifyRoutes(deps))
    .route('/', inviteRoutes(deps))
    .route('/', generateLinkRoutes(deps))
    .route('/', adminUserRoutes(deps))
    .route('/', adminFactorRoutes(deps))
    .route('/', factorRoutes(deps))
    .notFound((c) =>
      ROUTES.some((route) => route.test(c.req.path))
        ? c.body(null, 405)
        : c.text('404 page not found\n', 404),
    )
    .onError((error, c) => {
      if (isAuthError(error)) return renderAuthError(error, c)
      log(error)
      return renderAuthError(authError(500, 'unexpected_failure', 'Internal Server Error'), c)
    })
}

/** Known paths: a wrong verb on one of them is 405, everything else 404. */
const ROUTES = [
  /^\/(token|logout|user|recover|verify|invite|health|settings|factors)$/,
  /^\/\.well-known\/jwks\.json$/,
  /^\/factors\/[^/]+(\/(challenge|verify))?$/,
  /^\/admin\/(generate_link|users)$/,
  /^\/admin\/users\/[^/]+(\/factors(\/[^/]+)?)?$/,
]

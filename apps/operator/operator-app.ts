import { operatorAtTheGate } from '@madoguchi/core/identity'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import {
  createShell,
  describeDefect,
  type Environment,
  type HostedTenant,
  type PageBuild,
  plainPage,
  remixHandler,
} from '@madoguchi/web'
import type { Context } from 'hono'
import type { OperatorContext } from './app/operator-context.ts'
import { holidayUpload } from './holiday-upload.ts'
import type { OperatorEnv, Signed } from './operator-env.ts'

/** The vendor belongs to no municipality; the shell knows it as the one it serves here. */
const VENDOR = { id: 'operator', slug: 'operator', languages: ['ja'] } as const satisfies HostedTenant
const SESSION = 'operator'

type Options = {
  env: Environment & { OPERATOR_HOST: string; SUPABASE_URL: string; SUPABASE_PUBLISHABLE_KEY: string }
  db: Database
  languages: Languages
  build: PageBuild
  /** A folder of this app, relative to the working directory. */
  folder: (name: string) => string
  log: (event: Record<string, unknown>) => void
}

/** The vendor's console: the shell, the gate, and the pages. Read it top to bottom. */
export function createOperatorApp({ env, db, languages, build, folder, log }: Options) {
  const t = languages.t('ja', 'operator')
  const errorPage = (c: Context<OperatorEnv>, status: number, reference: string) => {
    const kind = status === 404 || status === 503 ? status : 500
    const words = languages.t('ja')
    return c.html(
      plainPage({
        lang: 'ja',
        title: words(`error-page.${kind}.title`),
        paragraphs: [words(`error-page.${kind}.body`)],
        reference: kind === 500 ? words('error-page.500.reference', { id: reference }) : undefined,
        link: { href: '/', text: t('to-fleet') },
      }),
      status as 500,
    )
  }

  const { app, cookies, forms } = createShell<HostedTenant, Signed>({
    scheme: env.PUBLIC_SCHEME,
    signingKey: env.SIGNING_KEY,
    trustedProxies: env.TRUSTED_PROXIES,
    tenantAt: (host) => (host === env.OPERATOR_HOST ? VENDOR : null),
    clientFolder: folder('build/client'),
    tenantsFolder: folder('../../tenants'),
    hydrates: false,
    ready: db.ping,
    errorPage,
    log,
    development: env.NODE_ENV === 'development',
  })

  // The gate: asked on every request. From an address that is not listed, not even the sign-in page is shown.
  app.use(async (c, next) => {
    const secret = cookies.read(c, SESSION) ?? null
    const gate = await operatorAtTheGate(db, { secret, address: c.var.address, now: new Date() })
    if (!gate.listed) {
      return c.html(
        plainPage({ lang: 'ja', title: t('wrong-network.title'), paragraphs: [t('wrong-network.body')] }),
        403,
      )
    }
    if (!gate.operator && c.req.path !== '/sign-in') return c.redirect('/sign-in', 303)
    c.set('operator', gate.operator)
    return next()
  })

  app.post(
    '/national/holidays',
    holidayUpload({ db, forms, refuse: (c) => errorPage(c, 403, c.var.requestId) }),
  )
  app.all(
    '*',
    remixHandler<HostedTenant, Signed>({
      build,
      mode: env.NODE_ENV,
      forms,
      refuse: (c) => errorPage(c, 403, c.var.requestId),
      context: (c): OperatorContext => ({
        db,
        auth: { url: env.SUPABASE_URL, key: env.SUPABASE_PUBLISHABLE_KEY },
        operator: c.var.operator,
        t: (key, facts) => t(key, facts ?? {}),
        address: c.var.address,
        now: new Date(),
        formToken: () => forms.mint(c, VENDOR.id),
        secret: cookies.read(c, SESSION) ?? null,
        openSession: (secret) => cookies.write(c, SESSION, secret),
        endSession: () => void cookies.remove(c, SESSION),
        noteDefect: (defect) =>
          log({ level: 'error', requestId: c.var.requestId, ...describeDefect(defect) }),
      }),
    }),
  )
  return app
}

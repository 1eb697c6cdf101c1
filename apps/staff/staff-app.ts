import type { Tenant, TenantDirectory } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import {
  createShell,
  describeDefect,
  type Environment,
  type PageBuild,
  plainPage,
  remixHandler,
  type ShellEnv,
} from '@madoguchi/web'
import type { Context } from 'hono'
import type { Staff, StaffContext } from './app/staff-context.ts'

type Signed = { staff: Staff | null }
export type StaffEnv = ShellEnv<Tenant, Signed>

export type StaffAppOptions = {
  env: Environment
  db: Database
  tenants: Pick<TenantDirectory, 'at'>
  languages: Languages
  build: PageBuild
  /** A folder of this app, relative to the working directory. */
  folder: (name: string) => string
  log: (event: Record<string, unknown>) => void
}

/** The office: the shell, the gate, and the pages. Read it top to bottom. */
export function createStaffApp({ env, db, tenants, languages, build, folder, log }: StaffAppOptions) {
  const errorPage = (c: Context<StaffEnv>, status: number, reference: string) => {
    const t = languages.t('ja')
    const kind = status === 404 || status === 503 ? status : 500
    return c.html(
      plainPage({
        lang: 'ja',
        title: t(`error-page.${kind}.title`),
        paragraphs: [t(`error-page.${kind}.body`), t(`error-page.${kind}.next`)],
        reference: kind === 500 ? t('error-page.500.reference', { id: reference }) : undefined,
        link: { href: '/', text: t('staff:error.to-today') },
      }),
      status as 500,
    )
  }

  const { app, forms } = createShell<Tenant, Signed>({
    scheme: env.PUBLIC_SCHEME,
    signingKey: env.SIGNING_KEY,
    trustedProxies: env.TRUSTED_PROXIES,
    tenantAt: (host) => inJapanese(tenants.at(host)),
    clientFolder: folder('build/client'),
    tenantsFolder: folder('../../tenants'),
    hydrates: true,
    ready: db.ping,
    errorPage,
    log,
    development: env.NODE_ENV === 'development',
  })

  app.use(async (c, next) => {
    c.set('formToken', forms.mint(c, c.var.tenant.id))
    await next()
  })

  app.all(
    '*',
    remixHandler<Tenant, Signed>({
      build,
      mode: env.NODE_ENV,
      forms,
      refuse: (c) => errorPage(c, 400, c.var.requestId),
      context: (c) =>
        ({
          db,
          tenant: c.var.tenant,
          language: c.var.language,
          words: languages.instance('ja'),
          t: languages.t('ja', 'staff'),
          formToken: c.var.formToken,
          nonce: c.var.nonce,
          requestId: c.var.requestId,
          address: c.var.address,
          now: new Date(),
          noteDefect: (defect) =>
            log({ level: 'error', requestId: c.var.requestId, ...describeDefect(defect) }),
        }) satisfies StaffContext,
    }),
  )
  return app
}

/** The office speaks Japanese, whatever languages its municipality offers to residents. */
const inJapanese = (tenant: Tenant | null): Tenant | null => tenant && { ...tenant, languages: ['ja'] }

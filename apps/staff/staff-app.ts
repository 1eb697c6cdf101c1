import { openStaffDesk } from '@madoguchi/core/booking'
import type { Tenant } from '@madoguchi/core/tenancy'
import { createShell, plainPage, remixHandler } from '@madoguchi/web'
import { arrivalsUpload } from './arrivals-upload.ts'
import { gate } from './gate.ts'
import { gateContext, officeContext } from './make-context.ts'
import type { Signed, StaffAppOptions, StaffRequest } from './staff-env.ts'

/** The office: the shell, the gate, what streams, and the pages. Read it top to bottom. */
export function createStaffApp(options: StaffAppOptions) {
  const { env, db, tenants, languages, folder, log } = options
  const t = languages.t('ja', 'staff')

  const errorPage = (c: StaffRequest, status: number, reference: string) => {
    const kind = status === 404 || status === 503 ? status : 500
    const title = t(`common:error-page.${kind}.title`)
    const paragraphs = [t(`common:error-page.${kind}.body`), t(`common:error-page.${kind}.next`)]
    return c.html(
      plainPage({
        lang: 'ja',
        title,
        paragraphs,
        reference: kind === 500 ? t('common:error-page.500.reference', { id: reference }) : undefined,
        link: { href: '/', text: t('error.to-today') },
      }),
      status as 500,
    )
  }
  const notOurForm = (c: StaffRequest) => {
    const words = ['body', 'next'].map((part) => t(`error.form-expired.${part}`))
    const link = { href: '/', text: t('error.to-today') }
    return c.html(
      plainPage({ lang: 'ja', title: t('error.form-expired.title'), paragraphs: words, link }),
      403,
    )
  }

  const { app, cookies, forms } = createShell<Tenant, Signed>({
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

  // The residents' numbers are scattered by this very key.
  const staffDesk = openStaffDesk(db, env.INQUIRY_PEPPER)
  const office = { ...options, staffDesk }
  const contextOf = (c: StaffRequest) =>
    c.var.staff ? officeContext(c, cookies, c.var.staff, office) : gateContext(c, cookies, options)

  app.use(gate({ db, cookies, t }))
  app.use((c, next) => {
    c.set('formToken', forms.mint(c, c.var.tenant.id))
    return next()
  })
  app.post(
    '/arrivals/upload',
    arrivalsUpload({ forms, contextOf, refuse: notOurForm, limit: options.uploadLimit }),
  )
  app.all(
    '*',
    remixHandler<Tenant, Signed>({
      build: options.build,
      mode: env.NODE_ENV,
      forms,
      refuse: notOurForm,
      context: contextOf,
    }),
  )
  return app
}

/** The office speaks Japanese, whatever languages its municipality offers to residents. */
const inJapanese = (tenant: Tenant | null): Tenant | null => tenant && { ...tenant, languages: ['ja'] }

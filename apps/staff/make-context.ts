import type { StaffDesk } from '@madoguchi/core/booking'
import type { Staff } from '@madoguchi/core/identity'
import { readMappings } from '@madoguchi/core/issuance/arrivals'
import { policyAsOf, type Tenant, type TenantSettings } from '@madoguchi/core/tenancy'
import { type Cookies, describeDefect } from '@madoguchi/web'
import { voiceIn } from '@madoguchi/web/voice'
import type { OfficeContext, StaffContext } from './app/staff-context.ts'
import { SESSION } from './gate.ts'
import { recentSearches, SEARCHES } from './recent-searches.ts'
import type { StaffAppOptions, StaffRequest } from './staff-env.ts'

/** What a page at the gate may use. */
export function gateContext(c: StaffRequest, cookies: Cookies, options: StaffAppOptions): StaffContext {
  const { env, db, languages, log } = options
  const { tenant, requestId, address, nonce, formToken } = c.var
  return {
    db,
    tenant,
    requestId,
    address,
    nonce,
    formToken,
    auth: { url: env.SUPABASE_URL, key: env.SUPABASE_PUBLISHABLE_KEY },
    words: languages.instance('ja'),
    t: languages.t('ja', 'staff'),
    now: new Date(),
    secret: cookies.read(c, SESSION) ?? null,
    openSession: (secret) => cookies.write(c, SESSION, secret),
    endSession: () => {
      cookies.remove(c, SESSION)
      cookies.remove(c, SEARCHES)
    },
    noteDefect: (defect) => log({ level: 'error', requestId, ...describeDefect(defect) }),
  }
}

/** What a page of the office may use besides. */
export async function officeContext(
  c: StaffRequest,
  cookies: Cookies,
  staff: Staff,
  options: StaffAppOptions & { staffDesk: StaffDesk },
): Promise<OfficeContext> {
  const gate = gateContext(c, cookies, options)
  const { tenant, now } = gate
  const settings = await options.settings.of(tenant.id)
  const venues = settings.venues.filter((venue) => venue.active)
  return {
    ...gate,
    staff,
    settings,
    residentLanguages: options.tenants.all().find((it) => it.id === tenant.id)?.languages ?? ['ja'],
    venues,
    venue: venueOf(venues, staff),
    actor: { role: 'staff', tenantId: tenant.id, subjectId: staff.id },
    voiceIn: (language) => voiceIn(options.languages, language),
    htmlLangOf: options.languages.htmlLang,
    policy: policyAsOf(settings.policies, now).document,
    profiles: () => profilesOf(tenant, options.folder('../../tenants')),
    staffDesk: options.staffDesk,
    keys: { pepper: options.env.INQUIRY_PEPPER, seal: options.env.SEAL_KEY },
    searches: recentSearches(options.env.SEAL_KEY, staff.sessionId, {
      read: () => cookies.read(c, SEARCHES),
      write: (value) => cookies.write(c, SEARCHES, value),
    }),
    bookingOrigin: bookingOrigin(tenant, options),
  }
}

function venueOf(venues: TenantSettings['venues'], staff: Staff) {
  const venue = venues.find((it) => it.id === staff.venueId) ?? venues[0]
  if (!venue) throw new Error('a municipality without a venue')
  return venue
}

async function profilesOf(tenant: Tenant, tenantsFolder: string) {
  const read = await readMappings(tenantsFolder, tenant.slug)
  if (!read.ok) throw new Error('an arrival mapping cannot be read: npm run tenants:check')
  return read.value
}

function bookingOrigin(tenant: Tenant, { env, bookingHostOf }: StaffAppOptions) {
  const host = bookingHostOf(tenant.id)
  const port = env.PUBLIC_BOOKING_PORT && `:${env.PUBLIC_BOOKING_PORT}`
  return host && `${env.PUBLIC_SCHEME}://${host}${port}`
}

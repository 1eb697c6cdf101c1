import type { Staff } from '@madoguchi/core/identity'
import type { Tenant, TenantDirectory, TenantSettings } from '@madoguchi/core/tenancy'
import type { Database } from '@madoguchi/db'
import type { Languages } from '@madoguchi/i18n'
import type { Environment, PageBuild, ShellEnv } from '@madoguchi/web'
import type { Context, MiddlewareHandler } from 'hono'
import { z } from 'zod'

/** What this program reads from its environment besides what every program does. */
export const StaffEnvironment = {
  SUPABASE_URL: z.url(),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1),
  /** Key of the HMAC under which a 照会番号 is stored. */
  INQUIRY_PEPPER: z.string().min(32),
  /** Key under which a 照会番号 is kept until its letter is printed: 32 bytes in base64. */
  SEAL_KEY: z.base64(),
  /** The port in the addresses of the residents' pages; set on a developer's machine only. */
  PUBLIC_BOOKING_PORT: z.string().default(''),
}
export type StaffEnvironment = Environment & z.infer<z.ZodObject<typeof StaffEnvironment>>

/** What the gate adds to a request. */
export type Signed = { staff: Staff | null }
export type StaffEnv = ShellEnv<Tenant, Signed>
export type StaffRequest = Context<StaffEnv>
export type StaffHandler = MiddlewareHandler<StaffEnv>

/** What the office is built from. */
export type StaffAppOptions = {
  env: StaffEnvironment
  db: Database
  tenants: Pick<TenantDirectory, 'at' | 'all'>
  /** The residents' host name of a municipality; null when it has none. */
  bookingHostOf: (tenantId: string) => string | null
  settings: { of: (tenantId: Tenant['id']) => Promise<TenantSettings> }
  languages: Languages
  /** How large an arrival file may be, in bytes; UPLOAD_MEGABYTES without it. */
  uploadLimit?: number
  build: PageBuild
  /** A folder of this app, relative to the working directory. */
  folder: (name: string) => string
  log: (event: Record<string, unknown>) => void
}

/** The roles that a program can take, each with the one login that may take it. */
export const LOGIN_OF = {
  resident: 'web_booking',
  staff: 'web_staff',
  operator: 'web_operator',
  machine: 'web_api',
} as const

export type ProgramRole = keyof typeof LOGIN_OF

/** app_owner is nobody's login: it is who the definer functions are while they run. */
export type Role = ProgramRole | 'app_owner'

export const PROGRAM_ROLES = Object.keys(LOGIN_OF) as ProgramRole[]
export const ROLES: Role[] = [...PROGRAM_ROLES, 'app_owner']

export const VERBS = ['select', 'insert', 'update', 'delete'] as const
export type Verb = (typeof VERBS)[number]

/** The tables that stand outside every municipality, as supabase/tests/tenant_wall_catalogue.sql lists them. */
export const GLOBAL_TABLES = [
  'tenants',
  'tenant_hosts',
  'operators',
  'operator_sessions',
  'operator_address_ranges',
  'holiday_imports',
  'national_holidays',
  'national_stops',
]

/** Of those, what every program reads: the national calendar is the same for all. */
export const COMMON_TABLES = ['national_holidays', 'national_stops']

import { COMMON_TABLES, type ProgramRole, type Role, type Verb } from './roles.ts'
import type { TableShape } from './table-shapes.ts'

/**
 * Whose rows a role may reach: said here once more, apart from the policies, so that a weakened policy is noticed.
 * `$1` is the municipality entered, `$2` the subject.
 */
const IN_TENANT = 'tenant_id = $1'

/** Tables in which a resident reaches their own rows only, and the column that says whose a row is. */
export const RESIDENTS_OWN: Record<string, string> = {
  cards: 'id',
  card_people: 'card_id',
  custody_events: 'card_id',
  reservations: 'subject_id',
  reservation_slots: 'subject_id',
  reservation_people: 'subject_id',
  reservation_changes: 'subject_id',
  waiting_list: 'subject_id',
  reservation_corrections: 'subject_id',
  makeup_offers: 'subject_id',
}

/** What every resident of a municipality may reach alike. */
const SHARED_BY_RESIDENTS = [
  'policies',
  'announcements',
  'counters',
  'outbox',
  'venues',
  'lanes',
  'slots',
  'calendar_exceptions',
  'devices',
  'tickets',
]

/** What the definer functions reach: identification, the directory of host names, and a place that is freed, or held for too long. */
const DEFINERS: Record<string, readonly Verb[]> = {
  cards: ['select'],
  card_people: ['select'],
  inquiry_numbers: ['select'],
  devices: ['select'],
  tickets: ['insert'],
  ticket_events: ['insert'],
  reservations: ['select', 'insert', 'update'],
  reservation_slots: ['select', 'insert', 'update'],
  waiting_list: ['select', 'update'],
  slots: ['select', 'update'],
  outbox: ['insert'],
  reservation_people: ['select'],
  tenants: ['select'],
  tenant_hosts: ['select'],
  resident_sessions: ['select', 'insert', 'update', 'delete'],
  number_guards: ['select', 'insert', 'update', 'delete'],
  guess_failures: ['select', 'insert', 'update', 'delete'],
  shown_letters: ['select', 'insert', 'update', 'delete'],
  used_proofs: ['select', 'insert', 'update', 'delete'],
  waiting_lines: ['select', 'insert', 'update', 'delete'],
}

/** A resident changes what is still ahead; what is over stays as it is. */
const STILL_AHEAD = "state in ('held', 'confirmed')"
/** What waits for an answer; what was answered stays so. */
const OPEN = "state = 'open'"
/** Whoever was let go does not come back. */
const LIVE = 'live'
/** Whose reservation it is stays in it; the others come and go while it is not over. */
const COMES_ALONG = 'live and position > 1'
/** An officer has those messages tried again that failed. */
const FAILED = "state = 'failed'"
/** Of what was done with their card, a resident sees that it was not handed over, and nothing else. */
const BROKEN_OFF = "act = 'break_off'"

/**
 * The rows that `role` reaches with `verb`, as a condition; null when it has no door to them. Who has a door is what
 * is granted (for app_owner: what DEFINERS lists): a door without a grant, or a grant without a door, is a finding.
 */
export function reachOf(table: TableShape, role: Role, verb: Verb): string | null {
  if (role === 'app_owner') {
    if (!DEFINERS[table.name]?.includes(verb)) return null
    return table.global ? 'true' : IN_TENANT
  }
  if (table.grants[role][verb].length === 0) return null
  if (table.global && verb === 'select' && COMMON_TABLES.includes(table.name)) return 'true'
  if (table.global) return role === 'operator' ? 'true' : 'id = $1'
  if (role === 'staff' && table.name === 'messages' && verb === 'update') return `${IN_TENANT} and ${FAILED}`
  if (table.name === 'reservation_people' && verb === 'delete')
    return `${IN_TENANT} and ${COMES_ALONG}${role === 'resident' ? ' and subject_id = $2' : ''}`
  return role === 'resident' ? residentsReach(table, verb) : IN_TENANT
}

function residentsReach({ name }: TableShape, verb: Verb): string {
  const own = RESIDENTS_OWN[name]
  if (!own && !SHARED_BY_RESIDENTS.includes(name))
    throw new Error(`whose-rows.ts does not say whose app.${name} is`)
  const ahead = name === 'reservations' && verb === 'update' ? ` and ${STILL_AHEAD}` : ''
  const open = name === 'makeup_offers' && verb === 'update' ? ` and ${OPEN}` : ''
  const live = name === 'reservation_people' && verb === 'update' ? ` and ${LIVE}` : ''
  const brokenOff = name === 'custody_events' ? ` and ${BROKEN_OFF}` : ''
  return own ? `${IN_TENANT} and ${own} = $2${ahead}${open}${live}${brokenOff}` : IN_TENANT
}

type Limit = {
  table: string
  role: ProgramRole
  verb: 'insert' | 'update'
  over: Record<string, unknown>
  says: string
}

/** What row security refuses within one's own rows. `neighbour` stands for another subject of the same municipality. */
export const LIMITS: Limit[] = [
  {
    table: 'outbox',
    role: 'operator',
    verb: 'insert',
    over: { topic: 'reservation.cancelled' },
    says: 'asks for more than slots made anew',
  },
  {
    table: 'reservations',
    role: 'resident',
    verb: 'insert',
    over: { channel: 'telephone' },
    says: 'books by telephone',
  },
  {
    table: 'reservations',
    role: 'resident',
    verb: 'insert',
    over: { state: 'done' },
    says: 'books what is over',
  },
  {
    table: 'reservations',
    role: 'resident',
    verb: 'update',
    over: { state: 'done' },
    says: 'serves themselves',
  },
  {
    table: 'makeup_offers',
    role: 'resident',
    verb: 'update',
    over: { state: 'lapsed' },
    says: 'ends an offer in place of the clock',
  },
  {
    table: 'reservation_slots',
    role: 'resident',
    verb: 'insert',
    over: { channel: 'counter' },
    says: 'takes a place of the counter',
  },
  {
    table: 'reservation_people',
    role: 'resident',
    verb: 'insert',
    over: { cardId: 'neighbour' },
    says: "books with a neighbour's card",
  },
  {
    table: 'messages',
    role: 'staff',
    verb: 'update',
    over: { state: 'overtaken' },
    says: 'keeps a message from being sent',
  },
]

/** What a blind update may set without breaking a rule of its own; otherwise the value of a fresh row is used. */
export const HARMLESS: Record<string, Record<string, unknown>> = {
  messages: { state: 'queued' },
  makeup_offers: { state: 'open' },
  reservation_people: { live: false },
}

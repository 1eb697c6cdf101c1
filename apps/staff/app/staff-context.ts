import type { StaffDesk } from '@madoguchi/core/booking'
import type { AuthServer, Staff } from '@madoguchi/core/identity'
import type { MappingProfile } from '@madoguchi/core/issuance/arrivals'
import type { Voice } from '@madoguchi/core/notices'
import type { Language, Policy, Tenant, TenantSettings, TenantVenue } from '@madoguchi/core/tenancy'
import type { Actor, Database } from '@madoguchi/db'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { i18n, TFunction } from 'i18next'
import type { RecentSearches } from '../recent-searches.ts'

/** What every loader and action is given, made once per request in make-context.ts. */
export type StaffContext = {
  db: Database
  auth: AuthServer
  tenant: Tenant
  words: i18n
  t: TFunction
  formToken: string
  nonce: string
  requestId: string
  address: string
  now: Date
  /** The secret of the session that the browser holds; what may be asked with it the gate has decided. */
  secret: string | null
  openSession: (secret: string) => void
  endSession: () => void
  /** Writes a defect down by kind and place, with this request's id. */
  noteDefect: (defect: unknown) => void
}

/** … and what is there once somebody has signed in. */
export type OfficeContext = StaffContext & {
  /** Set by an action that refused: its page must stay and say so, and not lead on to where the work stands. */
  refusedHere?: boolean
  staff: Staff
  actor: Actor & { subjectId: string }
  /** The venues in use, in the municipality's order, and the one where the officer works. */
  venues: readonly TenantVenue[]
  venue: TenantVenue
  settings: TenantSettings
  /** The languages that residents are offered: the office itself speaks Japanese only. */
  residentLanguages: readonly Language[]
  /** How messages to residents are said. */
  voiceIn: (language: Language) => Voice
  htmlLangOf: (language: Language) => string
  /** The rules in force now. */
  policy: Policy
  /** How the municipality's arrival files are read. */
  profiles: () => Promise<MappingProfile[]>
  keys: { pepper: string; seal: string }
  /** Books and changes for whoever rings or stands at the counter. */
  staffDesk: StaffDesk
  /** What the officer looked for last. */
  searches: RecentSearches
  /** Where residents book: scheme, host and, on a developer's machine, port. */
  bookingOrigin: string | null
}

/** A page anyone on the network may open: the gate. */
export type GateArgs = Omit<LoaderFunctionArgs & ActionFunctionArgs, 'context'> & { context: StaffContext }
/** A page of somebody who has signed in. The gate in front of Remix has seen to that (gate.ts). */
export type OfficeArgs = Omit<LoaderFunctionArgs & ActionFunctionArgs, 'context'> & { context: OfficeContext }

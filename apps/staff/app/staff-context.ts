import type { Tenant } from '@madoguchi/core/tenancy'
import type { Actor, Database } from '@madoguchi/db'
import type { Language } from '@madoguchi/i18n'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import type { i18n, TFunction } from 'i18next'

/** The officer who has signed in. */
export type Staff = { id: string; name: string; roles: readonly string[] }

/** What every loader and action is given, made once per request in staff-app.ts. */
export type StaffContext = {
  db: Database
  tenant: Tenant
  language: Language
  words: i18n
  t: TFunction
  formToken: string
  nonce: string
  requestId: string
  address: string
  now: Date
  /** Writes a defect down by kind and place, with this request's id. */
  noteDefect: (defect: unknown) => void
}

/** … and what is only there once somebody has signed in. */
export type OfficeContext = StaffContext & { staff: Staff; actor: Actor }

/** A page anyone on the network may open: the gate. */
export type GateArgs = Omit<LoaderFunctionArgs & ActionFunctionArgs, 'context'> & { context: StaffContext }
/** A page of somebody who has signed in. The gate in front of Remix has seen to that (staff-app.ts). */
export type OfficeArgs = Omit<LoaderFunctionArgs & ActionFunctionArgs, 'context'> & { context: OfficeContext }

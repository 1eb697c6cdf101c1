import type { AuthServer, Operator } from '@madoguchi/core/identity'
import type { Database } from '@madoguchi/db'
import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'

/** What every loader and action is given, made once per request in operator-app.ts. */
export type OperatorContext = {
  db: Database
  auth: AuthServer
  /** Null only on the sign-in page. */
  operator: Operator | null
  t: (key: string, facts?: Record<string, string | number>) => string
  address: string
  now: Date
  /** Mints the token for this page's forms. */
  formToken: () => string
  secret: string | null
  openSession: (secret: string) => void
  endSession: () => void
  noteDefect: (defect: unknown) => void
}

export type OperatorArgs = Omit<LoaderFunctionArgs & ActionFunctionArgs, 'context'> & {
  context: OperatorContext
}

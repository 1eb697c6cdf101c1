import type { Operator } from '@madoguchi/core/identity'
import type { HostedTenant, ShellEnv } from '@madoguchi/web'

/** What the gate adds to a request: who has signed in; null only on the way to the sign-in page. */
export type Signed = { operator: Operator | null }
export type OperatorEnv = ShellEnv<HostedTenant, Signed>

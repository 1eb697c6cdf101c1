import type { Tx } from '@madoguchi/db'
import type { ImportId } from '../../kernel.ts'

/** Writes down that a file is read with another profile than the one that was chosen, and which columns that one missed. */
export const readOtherwise = (
  tx: Tx,
  tenantId: string,
  importId: ImportId,
  profile: string,
  columns: readonly string[],
) => tx`
  update app.arrival_imports
  set profile_chosen = profile, profile = ${profile}, columns_wrong = ${columns as string[]}
  where tenant_id = ${tenantId} and id = ${importId} and state = 'staging'`

/** From now on it is a dry run like any other. */
export const agree = (tx: Tx, tenantId: string, importId: ImportId) => tx`
  update app.arrival_imports set state = 'staged'
  where tenant_id = ${tenantId} and id = ${importId} and state = 'mismatched'`

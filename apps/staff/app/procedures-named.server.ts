import { procedureOf, textIn } from '@madoguchi/core/tenancy'
import type { OfficeContext } from './staff-context.ts'

/** What somebody does, in one line. A procedure that the rules no longer know is called by its code. */
export const proceduresNamed = (
  { policy }: Pick<OfficeContext, 'policy'>,
  it: { procedureCode: string; moreProcedures: readonly string[] },
): string =>
  [it.procedureCode, ...it.moreProcedures]
    .map((code) => {
      const procedure = procedureOf(policy, code)
      return procedure ? textIn(procedure.name, 'ja') : code
    })
    .join('、')

import type { Procedure } from '@madoguchi/core/tenancy'

/** Does who comes decide about the papers? Where the procedure's own list says everything, nobody is asked. */
export const asksWho = ({ papers }: Pick<Procedure, 'papers'>): boolean => papers !== 'none'

import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'

export type DataExportRow = {
  id: string
  what: string
  format: string
  fromDay: string
  untilDay: string
  madeBy: string
  madeAt: Date
  terminal: string
}

/** Figures of a day that an officer has saved as a file. */
export const dataExports = factoryOf<DataExportRow>('data_exports', async (owner, tenantId, over) => ({
  id: v7(),
  what: 'statistics',
  format: 'csv',
  fromDay: '2026-11-02',
  untilDay: '2026-11-02',
  madeBy: over.madeBy ?? (await staffMembers(owner, tenantId)).id,
  madeAt: new Date(),
  terminal: '127.0.0.1',
}))

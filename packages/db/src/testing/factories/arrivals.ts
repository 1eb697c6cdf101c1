import { v7 } from 'uuid'
import { factoryOf } from './factory.ts'
import { staffMembers } from './identity.ts'
import { nextSerial } from './serial.ts'

export type ArrivalImportRow = {
  id: string
  fileName: string
  fileDigest: Buffer | null
  profile: string
  encoding: string | null
  state: string
  failure: string | null
  rowsGood: number
  rowsBad: number
  rowsDone: number
  rowsUnchanged: number
  rowsUnclear: number
  profileChosen: string | null
  columnsWrong: string[]
  createdBy: string
  createdAt: Date
  committedAt: Date | null
}
export type ArrivalRowRow = {
  id: string
  importId: string
  line: number
  state: string
  cells: object
  arrival: object | null
  problems: object[]
  cardId: string | null
}

export const arrivalImports = factoryOf<ArrivalImportRow>(
  'arrival_imports',
  async (owner, tenantId, over) => ({
    id: v7(),
    fileName: '到着一覧.csv',
    fileDigest: null,
    profile: 'standard',
    encoding: 'utf-8',
    state: 'staging',
    failure: null,
    rowsGood: 0,
    rowsBad: 0,
    rowsDone: 0,
    rowsUnchanged: 0,
    rowsUnclear: 0,
    profileChosen: null,
    columnsWrong: [],
    createdBy: over.createdBy ?? (await staffMembers(owner, tenantId)).id,
    createdAt: new Date('2026-04-02T09:00:00+09:00'),
    committedAt: null,
  }),
)

export const arrivalRows = factoryOf<ArrivalRowRow>('arrival_rows', async (owner, tenantId, over) => ({
  id: v7(),
  importId: over.importId ?? (await arrivalImports(owner, tenantId)).id,
  line: nextSerial(),
  state: 'good',
  cells: { name: '試験 花子' },
  arrival: null,
  problems: [],
  cardId: null,
}))

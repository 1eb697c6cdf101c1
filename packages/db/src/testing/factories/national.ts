import { v7 } from 'uuid'
import { factoryOf, type Owner } from './factory.ts'
import { operators } from './identity.ts'
import { nextSerial, serialText } from './serial.ts'

export type HolidayImportRow = {
  id: string
  fileName: string
  digest: string
  days: { day: string; name: string }[]
  problems: object[]
  uploadedBy: string
  uploadedAt: Date
  changes: object | null
  approvedBy: string | null
  approvedAt: Date | null
}
export type NationalHolidayRow = { day: string; name: string; importId: string }
export type NationalStopRow = {
  id: string
  requestId: string
  fromDay: string
  untilDay: string
  fromTime: string | null
  untilTime: string | null
  reason: Record<string, string>
  addedBy: string
  addedAt: Date
  withdrawnBy: string | null
  withdrawnAt: Date | null
}

const someOperator = async (owner: Owner, tenantId: string) => (await operators(owner, tenantId)).id

/** The national calendar belongs to no municipality: `tenantId` is not used. */
export const holidayImports = factoryOf<HolidayImportRow>(
  'holiday_imports',
  async (owner, tenantId, over) => ({
    id: v7(),
    fileName: 'syukujitsu.csv',
    digest: serialText('digest', 12),
    days: [],
    problems: [],
    uploadedBy: over.uploadedBy ?? (await someOperator(owner, tenantId)),
    uploadedAt: new Date(),
    changes: null,
    approvedBy: null,
    approvedAt: null,
  }),
  { global: true },
)

/** Long before anybody's calendar, so that no test's slots are in the way. */
export const nationalHolidays = factoryOf<NationalHolidayRow>(
  'national_holidays',
  async (owner, tenantId, over) => ({
    day: new Date(Date.UTC(1900, 0, nextSerial())).toISOString().slice(0, 10),
    name: '試験の日',
    importId: over.importId ?? (await holidayImports(owner, tenantId)).id,
  }),
  { global: true },
)

export const nationalStops = factoryOf<NationalStopRow>(
  'national_stops',
  async (owner, tenantId, over) => ({
    id: v7(),
    requestId: v7(),
    fromDay: '1950-01-04',
    untilDay: '1950-01-04',
    fromTime: null,
    untilTime: null,
    reason: { ja: '全国のシステムの点検' },
    addedBy: over.addedBy ?? (await someOperator(owner, tenantId)),
    addedAt: new Date(),
    withdrawnBy: null,
    withdrawnAt: null,
  }),
  { global: true },
)

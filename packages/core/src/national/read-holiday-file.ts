import { csvRecords } from '../issuance/arrivals/csv-records.ts'
import { type DecodeRefusal, decodeArrivals } from '../issuance/arrivals/decode-arrivals.ts'
import { physicalLines } from '../issuance/arrivals/physical-lines.ts'
import { type BadLine, type FileLine, type FileProblem, readHolidayLines } from './holiday-file-rules.ts'
import type { Holiday } from './national-calendar-rules.ts'

export type HolidayFile = { days: Holiday[]; bad: BadLine[] }
export type HolidayFileRefusal = DecodeRefusal | FileProblem

/** Reads the bytes of a 国民の祝日 file, in CP932 as it is published, or UTF-8 as spreadsheets save it. */
export async function readHolidayFile(
  bytes: Uint8Array,
  thisYear: number,
): Promise<{ ok: true; value: HolidayFile } | { ok: false; reason: HolidayFileRefusal }> {
  const decoded = await decodeArrivals(once(bytes), 'auto')
  if (!decoded.ok) return decoded
  const lines: FileLine[] = []
  for await (const it of csvRecords(physicalLines(decoded.value.text), ',', 2)) lines.push(it)
  const read = readHolidayLines(lines, thisYear)
  return read.ok
    ? { ok: true, value: { days: read.days, bad: read.bad } }
    : { ok: false, reason: read.problem }
}

async function* once(bytes: Uint8Array) {
  if (bytes.length > 0) yield bytes
}

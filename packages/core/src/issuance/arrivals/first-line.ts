import { type Columns, type ColumnsRefusal, columnsFound, columnsOf } from './arrival-columns.ts'
import { cellsOf, type Delimiter } from './csv-records.ts'
import type { Encoding } from './decode-arrivals.ts'
import type { MappingProfile } from './mapping-profile.ts'

export type FirstLine = {
  delimiter: Delimiter
  columns: { ok: true; value: Columns } | ColumnsRefusal
}

/** A file's first written line as a profile understands it: the delimiter, and where the profile's columns stand. */
export function firstLineOf(profile: MappingProfile, line: string): FirstLine {
  const delimiter = delimiterOf(profile, line)
  const header = profile.header ? (cellsOf(line, delimiter) ?? []) : null
  return { delimiter, columns: columnsOf(profile, header) }
}

/**
 * The profile that does fit a file whose first line does not fit the one that was chosen: all its columns are there; of
 * several the one that knows most of them. A profile that reads by position would fit anything, and is no guess.
 */
export function fittingProfile(
  others: readonly MappingProfile[],
  chosen: MappingProfile,
  line: string,
  encoding: Encoding,
): MappingProfile | null {
  // The text is decoded by now: a profile that would have decoded it otherwise would read other letters.
  const decodesAlike = (it: MappingProfile) => it.encoding === chosen.encoding || it.encoding === encoding
  const worth = (it: MappingProfile) => columnsFound(it, cellsOf(line, delimiterOf(it, line)) ?? [])
  const [best] = others
    .filter((it) => it.id !== chosen.id && it.header && decodesAlike(it))
    .filter((it) => firstLineOf(it, line).columns.ok && worth(it) > 0)
    .toSorted((one, other) => worth(other) - worth(one))
  return best ?? null
}

/** The delimiter under which the first line has most of the profile's columns; failing that, most cells. */
function delimiterOf(profile: MappingProfile, line: string): Delimiter {
  if (profile.delimiter !== 'auto') return profile.delimiter
  const candidates = ([',', '\t', ';'] as const).map((delimiter) => {
    const cells = cellsOf(line, delimiter) ?? []
    return { delimiter, worth: columnsFound(profile, cells) * 1000 + cells.length }
  })
  return candidates.reduce((best, it) => (it.worth > best.worth ? it : best)).delimiter
}

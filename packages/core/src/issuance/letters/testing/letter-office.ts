import type { ImportId, StaffId } from '../../../kernel.ts'
import type { Officer } from '../../act-at-counter.ts'
import { fileA } from '../../arrivals/testing/read-file.ts'
import {
  commitAll,
  keys,
  type Officer as OfficerActor,
  stage,
  type Towns,
} from '../../arrivals/testing/town.ts'
import { nextLetters } from '../letters-waiting.ts'
import { openLetters } from '../open-letters.ts'

export const officerOf = ({ subjectId }: OfficerActor): Officer => ({
  id: subjectId as StaffId,
  roles: ['officer'],
  terminal: '192.0.2.7',
})

/** Takes a file in: its letters wait. */
export async function takeIn(towns: Towns, actor: OfficerActor, bytes: Uint8Array | string = fileA) {
  const importId = await stage(towns, actor, bytes)
  await commitAll(towns, actor, importId)
  return importId
}

/** Opens the next letters as the page does: what waits first is asked back. */
export async function openNext(
  { db }: Towns,
  actor: OfficerActor,
  importId: ImportId | null,
  at: Date,
  over: { first?: string; officer?: Officer } = {},
) {
  const first = over.first ?? (await nextLetters(db, actor, importId)).first ?? ''
  const which = { importId, first, sealKey: keys.seal }
  return openLetters(db, actor, over.officer ?? officerOf(actor), which, at)
}

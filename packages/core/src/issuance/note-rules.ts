import { ok, type Result, refuse } from '../kernel.ts'
import { characterProblem } from './arrivals/arrival-text-rules.ts'
import { looksLikeMyNumber } from './my-number-rules.ts'

export const LONGEST_NOTE = 200
export const NOTE_REFUSALS = ['note-too-long', 'note-characters', 'note-my-number'] as const
export type NoteRefusal = (typeof NOTE_REFUSALS)[number]

/** What an officer adds in their own words, in one line of at most 200 characters; null when nothing is written. No 個人番号. */
export function readNote(typed: string): Result<string | null, NoteRefusal> {
  const note = typed.replace(/[\r\n\t]+/g, ' ').trim()
  if ([...note].length > LONGEST_NOTE) return refuse('note-too-long')
  if (characterProblem(note)) return refuse('note-characters')
  if (looksLikeMyNumber(note)) return refuse('note-my-number')
  return ok(note || null)
}

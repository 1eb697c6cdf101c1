import { ok, type Result, refuse } from '../../kernel.ts'
import { characterProblem } from '../arrivals/arrival-text-rules.ts'
import { looksLikeMyNumber } from '../my-number-rules.ts'
import { nameNeedsConfirming, nameSearchKey, toFullWidthKana } from '../name-rules.ts'

/** What an officer has looked at to know how a name is really written. */
export const NAME_REASONS = ['card_face', 'resident_register', 'application', 'asked_resident'] as const

/** What may be wrong with what an officer has typed or chosen. */
export const NAME_PROBLEMS = [
  'name-missing',
  'name-too-long',
  'name-characters',
  'name-damaged',
  'name-my-number',
  'kana-too-long',
  'kana-characters',
  'kana-my-number',
  'reason-missing',
  'unchanged',
] as const
export type NameProblem = (typeof NAME_PROBLEMS)[number]

/** `name` is byte-exact; an empty `kana` means that no reading is known. */
export type TypedName = { name: string; kana: string; reason: string | null }
export type NewName = { name: string; kana: string | null; reason: string }

const LONGEST = 200

/** Did the officer say how they know? */
export const isNameReason = (reason: string | null): reason is string =>
  (NAME_REASONS as readonly string[]).includes(reason ?? '')

/** A name as it may be stored, or what is wrong with it first. Not a byte of the name changes; kana become full-width. */
export function readNewName({ name, kana: typed, reason }: TypedName): Result<NewName, NameProblem> {
  const kana = toFullWidthKana(typed.trim()) || null
  if (nameSearchKey(name) === '') return refuse('name-missing')
  if ([...name].length > LONGEST) return refuse('name-too-long')
  if (nameNeedsConfirming(name)) return refuse('name-damaged')
  if (characterProblem(name)) return refuse('name-characters')
  if (looksLikeMyNumber(name)) return refuse('name-my-number')
  if (kana && [...kana].length > LONGEST) return refuse('kana-too-long')
  if (kana && characterProblem(kana)) return refuse('kana-characters')
  if (kana && looksLikeMyNumber(kana)) return refuse('kana-my-number')
  if (!isNameReason(reason)) return refuse('reason-missing')
  return ok({ name, kana, reason })
}

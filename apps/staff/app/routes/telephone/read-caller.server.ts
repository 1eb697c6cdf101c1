import { type DeskRefusal, OVERRIDE_REASONS } from '@madoguchi/core/booking'
import { dateAt, type PlainDate } from '@madoguchi/core/calendar'
import { type BirthDateRefusal, readBirthDate } from '@madoguchi/core/identity'
import { kanaSearchKey, looksLikeMyNumber, toFullWidthKana } from '@madoguchi/core/issuance'
import type { Language } from '@madoguchi/core/tenancy'
import { z } from 'zod'

/** The fields of the desk's form, and for each what may be wrong with it: `telephone:wrong.<reason>`. */
export type CallerField = 'name' | 'kana' | 'birth' | 'telephone' | 'mail' | 'reason'
type CallerProblem =
  | 'my-number'
  | 'kana-missing'
  | 'kana-letters'
  | 'mail'
  | 'telephone'
  | BirthDateRefusal
  | DeskRefusal
export type WrongFields = Partial<Record<CallerField, CallerProblem>>

/** What was typed, as it is shown again. */
export const typedIn = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value.slice(0, 300)]] : [])),
  )

const Mail = z.email().max(254)
const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}ー・'’.\p{Pd} ]+$/u
const TELEPHONE = /^(0\d{9,10}|\+\d{8,15})$/

type Asked = { person: boolean; languages: readonly Language[]; now: Date }

/** Reads contact and, of somebody without a letter, the person. A 個人番号 is refused in every field. */
export function readCaller(typed: Record<string, string>, { person, languages, now }: Asked) {
  const plain = (name: string) => (typed[name] ?? '').normalize('NFKC').trim()
  const wrong: WrongFields = {}
  for (const field of ['name', 'kana', 'telephone', 'mail'] as const)
    if (looksLikeMyNumber(typed[field] ?? '')) wrong[field] = 'my-number'

  const mail = plain('mail')
  if (mail && !Mail.safeParse(mail).success) wrong.mail ??= 'mail'
  const telephone = plain('telephone').replace(/[\s()\p{Pd}\u2212\u30FC.]/gu, '')
  if (telephone && !TELEPHONE.test(telephone)) wrong.telephone ??= 'telephone'
  if (typed.reason && !OVERRIDE_REASONS.some((it) => it === typed.reason)) wrong.reason = 'reason-missing'

  const kana = toFullWidthKana(plain('kana')).replace(/\s+/g, ' ').slice(0, 100)
  const birth = person ? birthIn(typed, now) : null
  if (person && !kana) wrong.kana ??= 'kana-missing'
  else if (person && !KANA.test(kana)) wrong.kana ??= 'kana-letters'
  if (birth && !birth.ok) wrong.birth = birth.reason
  if (Object.keys(wrong).length > 0) return { ok: false as const, wrong }

  return {
    ok: true as const,
    value: {
      mail: mail || undefined,
      telephone: telephone || undefined,
      language: languages.find((it) => it === typed.language) ?? 'ja',
      reason: typed.reason || null,
      ...(person && {
        // A name is kept as it is written; only its ends are trimmed.
        name: typed.name?.trim().slice(0, 100) || undefined,
        kana,
        kanaKey: kanaSearchKey(kana),
        birthDate: birth?.ok ? (birth.value as PlainDate) : undefined,
      }),
    },
  }
}

const birthIn = (typed: Record<string, string>, now: Date) => {
  const part = (name: string) => typed[`birth-${name}`] ?? ''
  return readBirthDate(
    { era: part('era'), year: part('year'), month: part('month'), day: part('day') },
    dateAt(now),
  )
}

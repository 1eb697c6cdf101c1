import type { PlainDate } from '@madoguchi/core/calendar'
import type { BirthDateRefusal } from '@madoguchi/core/identity'
import { kanaSearchKey, looksLikeMyNumber, toFullWidthKana } from '@madoguchi/core/issuance'
import type { Language } from '@madoguchi/i18n'
import { z } from 'zod'
import { readBirth } from '../forms/read-date.ts'

/** What a resident typed on the contact page, as it is kept. */
export type Visitor = {
  mail?: string | undefined
  /** Of the mails; without it, that of the page. */
  language?: Language | undefined
  telephone?: string | undefined
  kana?: string | undefined
  kanaKey?: string | undefined
  birthDate?: PlainDate | undefined
}

/** The fields of that page, and for each what may be wrong with it: `booking:book.wrong.<reason>`. */
export type VisitorField = 'kana' | 'birth' | 'mail' | 'telephone'
export type VisitorProblem =
  | 'kana-missing'
  | 'kana-letters'
  | 'kana-long'
  | 'mail'
  | 'telephone'
  | 'my-number'
  | BirthDateRefusal
export type WrongFields = Partial<Record<VisitorField, VisitorProblem>>

/** `person`: no letter says who comes, so the form does. */
export type Reading = { person: boolean; languages: readonly Language[]; now: Date }

/**
 * Reads the contact, and who comes when no letter says so: kana and birth date, by which the reservation is found
 * again. Full and half width, any hyphen; a 個人番号 is refused in every field.
 */
export function readVisitor(
  form: URLSearchParams,
  { person, languages, now }: Reading,
): { ok: true; value: Visitor } | { ok: false; wrong: WrongFields } {
  const mail = readMail(form.get('mail') ?? '')
  const telephone = readTelephone(form.get('telephone') ?? '')
  const kana = person ? readKana(form.get('kana') ?? '') : { value: undefined }
  const birth = person ? readBirth(form, now) : null

  const wrong: WrongFields = {
    ...('wrong' in kana && { kana: kana.wrong }),
    ...(birth && !birth.ok && { birth: birth.reason }),
    ...('wrong' in mail && { mail: mail.wrong }),
    ...('wrong' in telephone && { telephone: telephone.wrong }),
  }
  if ('wrong' in kana || 'wrong' in mail || 'wrong' in telephone || (birth && !birth.ok))
    return { ok: false, wrong }
  return {
    ok: true,
    value: {
      mail: mail.value,
      language: languages.find((it) => it === form.get('language')),
      telephone: telephone.value,
      kana: kana.value,
      kanaKey: kana.value && kanaSearchKey(kana.value),
      birthDate: birth?.value,
    },
  }
}

type Read = { value: string | undefined } | { wrong: VisitorProblem }

const KANA = /^[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}ー・'’.\p{Pd} ]+$/u

/** Kana, or Latin letters of whoever has no kana: one name or many, up to 100 characters, no forced family name. */
function readKana(typed: string): Read {
  const kana = toFullWidthKana(typed.normalize('NFKC')).replace(/\s+/g, ' ').trim()
  if (looksLikeMyNumber(typed)) return { wrong: 'my-number' }
  if (kana === '') return { wrong: 'kana-missing' }
  if ([...kana].length > 100) return { wrong: 'kana-long' }
  return KANA.test(kana) ? { value: kana } : { wrong: 'kana-letters' }
}

const Mail = z.email().max(254)

function readMail(typed: string): Read {
  const mail = typed.normalize('NFKC').trim()
  if (mail === '') return { value: undefined }
  if (looksLikeMyNumber(typed)) return { wrong: 'my-number' }
  return Mail.safeParse(mail).success ? { value: mail } : { wrong: 'mail' }
}

/** Digits only, `+` and the country first for a number from abroad. */
function readTelephone(typed: string): Read {
  const telephone = typed.normalize('NFKC').replace(/[\s()\p{Pd}\u2212\u30FC.]/gu, '')
  if (telephone === '') return { value: undefined }
  if (looksLikeMyNumber(typed)) return { wrong: 'my-number' }
  return /^(0\d{9,10}|\+\d{8,15})$/.test(telephone) ? { value: telephone } : { wrong: 'telephone' }
}

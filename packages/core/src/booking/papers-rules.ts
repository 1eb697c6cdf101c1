import { addYears, type PlainDate } from '../calendar.ts'
import { type ProxyReason, proofsOf } from './proxy-reason-rules.ts'

/** Who comes to the counter: 本人, 法定代理人 with the person, 法定代理人 or 任意代理人 without the person. */
export const COMERS = ['self', 'with-guardian', 'guardian-alone', 'proxy'] as const
export type Comer = (typeof COMERS)[number]

/**
 * One way to prove who somebody is: so many documents of list A (issued by an authority, with a photograph) and of
 * list B (with the name and the birth date or the address). `photo`: so many of them must show the face.
 */
export type Proof = { a: number; b: number; photo?: number }

const A1: Proof = { a: 1, b: 0 }
const A2: Proof = { a: 2, b: 0 }
const B2: Proof = { a: 0, b: 2 }
const A1B1: Proof = { a: 1, b: 1 }
const B3: Proof = { a: 0, b: 3, photo: 1 }

/** What a person is told to bring, apart from what the procedure itself asks for (`papers:<kind>` in every language). */
export type Paper =
  | { kind: 'identity'; whose: 'person' | 'representative'; oneOf: readonly Proof[] }
  | { kind: 'guardianship' | 'sealed-answer' | 'inquiry-answer' }
  | { kind: 'reason'; reason: ProxyReason; proofs: readonly string[] }

/** All that decides about the papers of one person who receives a card. `on`: the day of the visit. */
export type PickupCase = {
  comer: Comer
  birthDate: PlainDate
  on: PlainDate
  /** 交付通知書（はがき） is in their hands. */
  hasNotice: boolean
  /** 同一世帯 or 本籍 in the municipality: what the office can look up itself need not be proved. */
  guardianIsOnRecord?: boolean
  reason?: ProxyReason | undefined
  /** Since the application: name or address changed, 在留期間 changed, or a certificate is newly wanted. */
  changedSinceApplication?: boolean
}

/** What a municipality may decide for itself (domain.md §6.3: some refuse without the postcard). */
export type PaperSwitches = { withoutNotice: 'more-papers' | 'refused' }

/** Why nobody can be told what to bring: they must do something else first. `papers:refused.<reason>`. */
export type PapersRefusal = 'notice-needed' | 'guardian-needed' | 'reason-needed'

export type PapersAnswer = { ok: true; papers: Paper[] } | { ok: false; reason: PapersRefusal }

/**
 * The documents that a person who receives a card, and whoever comes for them, must show.
 * Source: domain.md §6.3 (個人番号カードの交付等に関する事務処理要領). Who is under 15 comes with or through their guardian.
 */
export function papersFor(it: PickupCase, { withoutNotice }: PaperSwitches): PapersAnswer {
  if (it.comer === 'self' && isUnder15(it)) return { ok: false, reason: 'guardian-needed' }
  if (it.comer === 'proxy' && !it.reason) return { ok: false, reason: 'reason-needed' }
  if (!it.hasNotice && (withoutNotice === 'refused' || isAlone(it)))
    return { ok: false, reason: 'notice-needed' }

  const papers: Paper[] = [{ kind: 'identity', whose: 'person', oneOf: proofsOfPerson(it) }]
  if (it.comer === 'with-guardian')
    papers.push({ kind: 'identity', whose: 'representative', oneOf: [A1, B2] })
  if (isAlone(it))
    papers.push({ kind: 'identity', whose: 'representative', oneOf: [A2, A1B1] }, { kind: 'sealed-answer' })
  if (isGuardian(it) && !it.guardianIsOnRecord) papers.push({ kind: 'guardianship' })
  if (it.comer === 'proxy' && it.reason)
    papers.push({ kind: 'reason', reason: it.reason, proofs: proofsOf(it.reason) })
  if (it.changedSinceApplication) papers.push({ kind: 'inquiry-answer' })
  return { ok: true, papers }
}

function proofsOfPerson(it: PickupCase): readonly Proof[] {
  if (!isAlone(it)) return it.hasNotice ? [A1, B2] : [A2, A1B1]
  // A baby's card and papers have no photograph.
  return isUnder1(it) ? [A2, A1B1, B2] : [A2, A1B1, B3]
}

/** The representative comes without the person: the counter sees no face. */
const isAlone = ({ comer }: PickupCase) => comer === 'guardian-alone' || comer === 'proxy'
const isGuardian = ({ comer }: PickupCase) => comer === 'with-guardian' || comer === 'guardian-alone'

const isUnder15 = ({ birthDate, on }: PickupCase) => on < addYears(birthDate, 15)
const isUnder1 = ({ birthDate, on }: PickupCase) => on < addYears(birthDate, 1)

import type { PlainDate } from '../calendar.ts'
import { type Comer, type Coming, isUnder1, isUnder15 } from './coming-rules.ts'
import { A1, A1B1, A2, B2, B3, type Proof } from './proof-rules.ts'
import { type ProxyReason, proofsOf } from './proxy-reason-rules.ts'

/** What a person is told to bring, apart from what the procedure itself asks for (`papers:<kind>` in every language). */
export type Paper =
  | { kind: 'identity'; whose: 'person' | 'representative'; oneOf: readonly Proof[] }
  | { kind: 'guardianship' | 'sealed-answer' | 'inquiry-answer' | 'answer-by-post' | 'mandate' }
  | { kind: 'reason'; reason: ProxyReason; proofs: readonly string[] }

/** All that decides about somebody's papers. `on`: the day of the visit; a birth date that is not known decides nothing. */
export type PapersCase = Coming & { birthDate: PlainDate | null; on: PlainDate }

/**
 * 暗証番号 of the card that is brought, by who comes: a 法定代理人 types it, a 任意代理人 never learns it and brings it as
 * its owner wrote and sealed it (domain.md §6.3 and §6.4).
 */
export type PinItem = { kind: 'pin'; comer: Comer }

/** What a municipality may decide for itself (domain.md §6.3: some refuse without the postcard). */
export type PaperSwitches = { withoutNotice: 'more-papers' | 'refused' }

/** Why nobody can be told what to bring: they must do something else first. `papers:refused.<reason>`. */
export const PAPERS_REFUSALS = ['notice-needed', 'guardian-needed', 'person-needed', 'reason-needed'] as const
export type PapersRefusal = (typeof PAPERS_REFUSALS)[number]

export type PapersAnswer = { ok: true; papers: Paper[] } | { ok: false; reason: PapersRefusal }

/**
 * The documents that a person who receives a card, and whoever comes for them, must show.
 * Source: domain.md §6.3 (個人番号カードの交付等に関する事務処理要領). Who is under 15 comes with or through their guardian.
 */
export function papersForPickup(it: PapersCase, { withoutNotice }: PaperSwitches): PapersAnswer {
  if (it.comer === 'self' && it.birthDate && isUnder15(it.birthDate, it.on))
    return { ok: false, reason: 'guardian-needed' }
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

function proofsOfPerson(it: PapersCase): readonly Proof[] {
  if (!isAlone(it)) return it.hasNotice ? [A1, B2] : [A2, A1B1]
  // A baby's card and papers have no photograph.
  return it.birthDate && isUnder1(it.birthDate, it.on) ? [A2, A1B1, B2] : [A2, A1B1, B3]
}

/** The representative comes without the person: the counter sees no face. */
export const isAlone = ({ comer }: Pick<Coming, 'comer'>): boolean =>
  comer === 'guardian-alone' || comer === 'proxy'
export const isGuardian = ({ comer }: Pick<Coming, 'comer'>): boolean =>
  comer === 'with-guardian' || comer === 'guardian-alone'

import { addYears, type PlainDate } from '../calendar.ts'
import type { PaperTable, Procedure } from '../tenancy/procedure-rules.ts'
import { PROXY_REASONS, type ProxyReason } from './proxy-reason-rules.ts'

/** Who comes to the counter: 本人, 法定代理人 with the person, 法定代理人 or 任意代理人 without the person. */
export const COMERS = ['self', 'with-guardian', 'guardian-alone', 'proxy'] as const
export type Comer = (typeof COMERS)[number]

/** What a resident said about who comes, once (窓口に来る方); everything about their papers follows from it. */
export type Coming = {
  comer: Comer
  /** Only of a proxy. Personal and sensitive: it says who is ill. Never logged. */
  reason: ProxyReason | null
  /** 交付通知書（はがき） is in their hands; null where the procedure has none. */
  hasNotice: boolean | null
  /** Since the application: name, address or 在留期間 changed, or a certificate is newly wanted. */
  changedSinceApplication: boolean
  /** 同一世帯 or 本籍 in the municipality: what the office can look up itself need not be proved. */
  guardianIsOnRecord: boolean
}

/** What is said where nobody has been asked: the person, with the postcard; a child with its guardian. */
export function usualComing(
  { papers }: Pick<Procedure, 'papers'>,
  birthDate: PlainDate | null,
  on: PlainDate,
): Coming {
  return {
    comer: comersFor(papers, birthDate, on)[0] ?? 'self',
    reason: null,
    hasNotice: papers === 'pickup' ? true : null,
    changedSinceApplication: false,
    guardianIsOnRecord: false,
  }
}

/** 15歳未満: the law has a guardian act for them (番号利用法施行規則, 公的個人認証法施行規則). */
export const isUnder15 = (birthDate: PlainDate, on: PlainDate): boolean => on < addYears(birthDate, 15)
export const isUnder1 = (birthDate: PlainDate, on: PlainDate): boolean => on < addYears(birthDate, 1)

const REPRESENTED: Record<PaperTable, readonly Comer[]> = {
  pickup: COMERS,
  card: COMERS,
  pin: COMERS,
  mandate: COMERS,
  // The face is compared with the photograph on the spot.
  apply: ['self', 'with-guardian'],
  mailed: ['self', 'with-guardian'],
  none: ['self'],
}

/**
 * Who may come for this kind of procedure, the likeliest first. A birth date that is not known yet takes nobody out.
 * Source: domain.md §3 and §6.5 (a baby's 特急発行 needs no baby at the counter).
 */
export function comersFor(table: PaperTable, birthDate: PlainDate | null, on: PlainDate): readonly Comer[] {
  const usual = REPRESENTED[table]
  const babies = table === 'mailed' && (birthDate === null || isUnder1(birthDate, on))
  const all = babies ? [...usual, 'guardian-alone' as const] : usual
  const isChild = birthDate !== null && isUnder15(birthDate, on)
  return isChild && table !== 'none' ? all.filter((it) => it !== 'self') : all
}

const OF_AN_AGE: Partial<Record<ProxyReason, (years: (n: number) => boolean) => boolean>> = {
  child: (reached) => !reached(16),
  student: (reached) => reached(15) && !reached(21),
  aged: (reached) => reached(75),
}

/** The reasons that can hold for somebody of this age; all of them when it is not known. */
export const reasonsFor = (birthDate: PlainDate | null, on: PlainDate): readonly ProxyReason[] =>
  PROXY_REASONS.filter(
    (it) => birthDate === null || OF_AN_AGE[it]?.((years) => on >= addYears(birthDate, years)) !== false,
  )

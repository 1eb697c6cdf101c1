import type { PlainDate } from '../calendar.ts'
import type { Fee, LocalText, Procedure } from '../tenancy/policy-rules.ts'
import { type Comer, type Coming, comersFor, usualComing } from './coming-rules.ts'
import { papersFor } from './counter-papers-rules.ts'
import { isAlone, type Paper, type PaperSwitches, type PapersRefusal, type PinItem } from './papers-rules.ts'
import { type LifeNote, lifeNotes } from './times-of-life-rules.ts'

/** One thing to bring: a paper of the tables, the postcard, the PIN, or a thing that the municipality names. */
export type BringItem = Paper | PinItem | { kind: 'notice' } | { kind: 'own'; text: LocalText }

/** 持ち物 of one person: what every page, mail and sheet of paper says, and what the counter checks. */
export type BringList = {
  items: BringItem[]
  fees: readonly Fee[]
  notes: LifeNote[]
  /** They cannot come like this; `items` are then only the procedure's own. */
  refusal: PapersRefusal | null
}

/** All that decides about a list. Without `coming` nobody has been asked yet: the usual is said. */
export type BringCase = {
  procedure: Procedure
  coming: Coming | null
  birthDate: PlainDate | null
  /** 有効期限 of the card that is picked up. */
  expiresOn: PlainDate | null
  /** The day of the visit, or today while there is none. */
  on: PlainDate
}

/** The one list of a person (domain.md §6.3): papers by who comes, the procedure's own things, the fee, days that matter. */
export function bringListOf(
  { procedure, coming, birthDate, expiresOn, on }: BringCase,
  switches: PaperSwitches,
): BringList {
  const who = asTold(
    coming,
    usualComing(procedure, birthDate, on),
    comersFor(procedure.papers, birthDate, on),
  )
  const answer = papersFor(procedure.papers, { ...who, birthDate, on }, switches)
  const papers = answer.ok ? answer.papers : []
  // Whoever comes alone hands in the postcard as the sealed answer that is written on it.
  const withNotice = procedure.papers === 'pickup' && who.hasNotice && !(answer.ok && isAlone(who))
  const own = procedure.bring.map(({ text }) => ({ kind: 'own' as const, text }))
  const pin = procedure.pin ? [{ kind: 'pin' as const, comer: who.comer }] : []
  return {
    items: [...(withNotice ? [{ kind: 'notice' as const }] : []), ...papers, ...own, ...pin],
    fees: procedure.fees,
    notes: lifeNotes({ papers: procedure.papers, clock: procedure.clock, birthDate, expiresOn, on }),
    refusal: answer.ok ? null : answer.reason,
  }
}

/**
 * The one list of a person who has several things to do: everything once. A fee of what comes besides is said with the name
 * of that procedure. `procedures` is not empty.
 */
export function bringListFor(
  procedures: readonly Procedure[],
  asked: Omit<BringCase, 'procedure'>,
  switches: PaperSwitches,
): BringList {
  const lists = procedures.map((procedure) => bringListOf({ procedure, ...asked }, switches))
  const [first, ...others] = procedures
  const besides = others.flatMap((it) =>
    it.fees.flatMap((fee) => (fee.when ? [fee] : fee.yen > 0 ? [{ ...fee, when: it.name }] : [])),
  )
  return {
    items: eachOnce(lists.flatMap((it) => it.items)),
    fees: [...(first?.fees ?? []), ...besides],
    notes: eachOnce(lists.flatMap((it) => it.notes)),
    refusal: lists.find((it) => it.refusal)?.refusal ?? null,
  }
}

const eachOnce = <It>(them: readonly It[]): It[] => [
  ...new Map(them.map((it) => [JSON.stringify(it), it])).values(),
]

/** What was not asked, or cannot be (a child alone, booked before anybody was asked), is as usual. */
function asTold(coming: Coming | null, usual: Coming, possible: readonly Comer[]): Coming {
  if (!coming) return usual
  const comer = possible.includes(coming.comer) ? coming.comer : usual.comer
  return { ...coming, comer, hasNotice: coming.hasNotice ?? usual.hasNotice }
}

import type { PaperTable } from '../tenancy/procedure-rules.ts'
import { comersFor, isUnder15 } from './coming-rules.ts'
import {
  isAlone,
  isGuardian,
  type Paper,
  type PaperSwitches,
  type PapersAnswer,
  type PapersCase,
  papersForPickup,
} from './papers-rules.ts'
import { A1, A1B1, A2, B1, B2, type Proof } from './proof-rules.ts'

/** By what the person and who acts for them are known, and what shows that a proxy may act. */
type Row = {
  person: readonly Proof[]
  representative: readonly Proof[]
  proxy?: 'answer-by-post' | 'mandate'
}

/**
 * 本人確認 where no card is handed over. Sources: 上尾市's page on 暗証番号 (domain.md §7) for `pin`, taken over for `card`,
 * where the card itself shows who its owner is; §3 P06–P08 for applications; §3 P15 for `mandate` (委任状). Only a
 * pick-up asks a proxy why: here the person has answered by post, or given a 委任状.
 */
const ROWS: Record<Exclude<PaperTable, 'pickup' | 'none'>, Row> = {
  apply: { person: [A1, B2], representative: [A1, B2] },
  mailed: { person: [A2, A1B1], representative: [A2, A1B1] },
  card: { person: [], representative: [A2, A1B1], proxy: 'answer-by-post' },
  pin: { person: [A1, B1], representative: [A2, A1B1], proxy: 'answer-by-post' },
  mandate: { person: [], representative: [A2, A1B1], proxy: 'mandate' },
}

/** The papers that a procedure asks for by its table: pick-ups by domain.md §6.3, the others by the rows above. */
export function papersFor(table: PaperTable, it: PapersCase, switches: PaperSwitches): PapersAnswer {
  if (table === 'none') return { ok: true, papers: [] }
  if (table === 'pickup') return papersForPickup(it, switches)

  if (it.comer === 'self' && it.birthDate && isUnder15(it.birthDate, it.on))
    return { ok: false, reason: 'guardian-needed' }
  if (!comersFor(table, it.birthDate, it.on).includes(it.comer)) return { ok: false, reason: 'person-needed' }

  const { person, representative, proxy } = ROWS[table]
  const papers: Paper[] = []
  if (person.length > 0 && !(table === 'mailed' && isAlone(it)))
    papers.push({ kind: 'identity', whose: 'person', oneOf: person })
  if (it.comer !== 'self') papers.push({ kind: 'identity', whose: 'representative', oneOf: representative })
  if (isGuardian(it) && !it.guardianIsOnRecord) papers.push({ kind: 'guardianship' })
  if (it.comer === 'proxy' && proxy) papers.push({ kind: proxy })
  return { ok: true, papers }
}

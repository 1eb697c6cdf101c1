import type { PlainDate } from '../calendar.ts'
import type { LocalText } from '../tenancy/policy-rules.ts'
import type { BringItem, BringList } from './bring-list-rules.ts'
import { DOCUMENTS, type Proof, proofCode } from './proof-rules.ts'

/** A language, as far as a list needs one: words of the room `papers`, the municipality's own words, dates. */
export type Speech = {
  papers: (key: string, facts?: Record<string, string | number>) => string
  local: (text: LocalText) => string
  date: (date: PlainDate) => string
}

/** A list in words, the same wherever it is read: on a page, in a mail, in a calendar, on paper, at the counter. */
export type SaidBringList = {
  /** Each thing; `anyOf`: one of these is enough; `checked`: the counter looks at it before anything is done. */
  lines: { text: string; anyOf: string[]; checked: boolean }[]
  /** 書類A and 書類B spelled out, as far as the lines speak of them. */
  lists: { title: string; text: string }[]
  fee: string
  conditions: string[]
  notes: string[]
  refusal: string | null
}

/** Says a list. */
export function sayBringList(list: BringList, { papers, local, date }: Speech): SaidBringList {
  const yen = (amount: number) =>
    amount > 0 ? papers('fee.yen', { yen: amount.toLocaleString('en') }) : papers('fee.free')
  const [first, ...others] = list.fees
  const usual = first && !first.when ? yen(first.yen) : first ? papers('fee.depends') : yen(0)
  const alone = !list.items.some((it) => it.kind === 'identity' && it.whose === 'representative')
  return {
    lines: list.items.map((it) => ({
      text: sayItem(it, alone, { papers, local, date }),
      anyOf: anyOf(it, papers),
      checked: it.kind !== 'own' && it.kind !== 'pin',
    })),
    lists: documentLists({ papers }, (which) =>
      list.items.some((it) => it.kind === 'identity' && it.oneOf.some((way) => way[which])),
    ),
    fee: papers('fee.title', { fee: usual }),
    conditions: (first?.when ? list.fees : others).map((it) =>
      papers('fee.when', { who: it.when ? local(it.when) : '', fee: yen(it.yen) }),
    ),
    notes: list.notes.map(({ kind, date: day, until }) =>
      papers(`note.${kind}`, { date: day ? date(day) : '', until: until ? date(until) : '' }),
    ),
    refusal: list.refusal && papers(`refused.${list.refusal}`),
  }
}

/** 書類A and 書類B with every document in them, or those of the two that are wanted. */
export const documentLists = (
  { papers }: Pick<Speech, 'papers'>,
  wanted: (which: 'a' | 'b') => boolean = () => true,
): SaidBringList['lists'] =>
  (['a', 'b'] as const).filter(wanted).map((which) => ({
    title: papers(`list.${which}`),
    text: DOCUMENTS[which].map((it) => papers(`document.${it}`)).join(papers('list.comma')),
  }))

function sayItem(item: BringItem, alone: boolean, { papers, local }: Speech): string {
  if (item.kind === 'own') return local(item.text)
  if (item.kind === 'pin') return papers(`item.pin-${item.comer}`)
  if (item.kind === 'reason') return papers('item.reason', { reason: papers(`reason.${item.reason}`) })
  if (item.kind !== 'identity') return papers(`item.${item.kind}`)
  return papers(alone ? 'item.identity' : `item.identity-of-${item.whose}`, {
    ways: sayWays(item.oneOf, papers),
  })
}

const sayWays = (ways: readonly Proof[], papers: Speech['papers']) =>
  ways.map((it) => papers(`way.${proofCode(it)}`)).join(papers('way.or'))

const anyOf = (item: BringItem, papers: Speech['papers']) =>
  item.kind === 'reason' ? item.proofs.map((it) => papers(`proof.${it}`)) : []

/** The same as lines of plain text, for a mail or a calendar. */
export const bringListLines = ({
  lines,
  lists,
  fee,
  conditions,
  notes,
  refusal,
}: SaidBringList): string[] => [
  ...(refusal ? [refusal] : []),
  ...lines.flatMap(({ text, anyOf }) => [`・${text}`, ...anyOf.map((it) => `　－ ${it}`)]),
  fee,
  ...conditions.map((it) => `　${it}`),
  ...lists.map(({ title, text }) => `${title}：${text}`),
  ...notes,
]

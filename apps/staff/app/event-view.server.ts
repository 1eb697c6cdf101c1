import { isIP } from 'node:net'
import type { CustodyEvent, NameCheck, VisitEvent } from '@madoguchi/core/issuance'
import { formatDate, formatTime } from '@madoguchi/i18n/format'
import type { TFunction } from 'i18next'
import { wordOf } from './asked-acts.ts'

type Happened = { at: Date; by: string | null; terminal: string; reason: string | null; note?: string | null }

export type EventView = {
  key: string
  act: string
  reason: string | null
  /** The state that the card came into; null when it stayed as it was. */
  toState: string | null
  notes: string[]
  by: string
  terminal: string
  day: string
  time: string
}

/** Programs that act in somebody's name, as they write themselves down. */
const PROGRAMS = ['seed', 'jobs', 'web']

/** Where something was done from, in an officer's words. What is on record stays as it is. */
function terminalName(terminal: string, t: TFunction): string {
  if (PROGRAMS.includes(terminal)) return t(`terminal.${terminal}`)
  return isIP(terminal) ? t('terminal.address', { address: terminal }) : terminal
}

const common = (it: Happened, t: TFunction) => ({
  reason: it.reason,
  notes: it.note ? [t('visit.by-note', { note: it.note })] : [],
  by: it.by ?? t(it.terminal === 'jobs' ? 'visit.by-clock' : 'visit.by-resident'),
  terminal: terminalName(it.terminal, t),
  day: formatDate('ja', it.at, { length: 'short' }),
  time: formatTime('ja', it.at),
})

const custodyView = (event: CustodyEvent, t: TFunction): EventView => ({
  ...common(event, t),
  ...(event.act === 'card_in_hand' && { notes: changed(event.fromPlace, event.place) }),
  key: String(event.seq),
  act: event.act,
  toState: event.fromState === event.toState ? null : event.toState,
})

const nameCheckView = (check: NameCheck, t: TFunction): EventView => ({
  ...common(check, t),
  key: check.id,
  act: `name_${check.outcome}`,
  toState: null,
  notes: [changed(check.nameBefore, check.nameAfter), changed(check.kanaBefore, check.kanaAfter)].flat(),
})

const changed = (before: string | null, after: string | null) =>
  before === after ? [] : [`${before ?? '－'} → ${after ?? '－'}`]

/** What was done about a visit without a card, in the words of the page, newest first. */
export const visitEventView = (event: VisitEvent, t: TFunction): EventView => ({
  ...common(event, t),
  key: event.id,
  act: wordOf(event.act, false),
  toState: null,
})

/** A card's history in the words of the page, newest first: its custody, and how its holder's name was made certain. */
export function historyView(custody: CustodyEvent[], checks: NameCheck[], t: TFunction): EventView[] {
  const events = [
    ...custody.map((it) => ({ at: it.at, view: custodyView(it, t) })),
    ...checks.map((it) => ({ at: it.at, view: nameCheckView(it, t) })),
  ]
  return events.toSorted((a, b) => b.at.getTime() - a.at.getTime()).map(({ view }) => view)
}

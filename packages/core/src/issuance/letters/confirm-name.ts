import type { Actor, Database, Tx } from '@madoguchi/db'
import { type CardId, ok, type Result, refuse } from '../../kernel.ts'
import type { Officer } from '../act-at-counter.ts'
import { kanaSearchKey, nameSearchKey } from '../name-rules.ts'
import { isInvited, mayHandleLetters } from './letter-rules.ts'
import { isNameReason, type NameProblem, readNewName, type TypedName } from './name-check-rules.ts'
import { insertNameCheck, lockHolder, saveName } from './name-checks.sql.ts'

export type NameRefusal =
  | NameProblem
  | 'not-your-part'
  | 'no-such-card'
  | 'card-not-here'
  | 'changed-meanwhile'
  | 'nothing-to-confirm'

/** The card, and its holder's name as the form showed it, byte for byte: what somebody else has changed stays. */
type Shown = { cardId: CardId; shown: string }

/**
 * Corrects the name and kana of a card's holder, and writes down who, when, why, before and after. From then on its letter
 * can be printed. Pressed twice it is done once.
 */
export function correctName(
  db: Database,
  actor: Actor,
  officer: Officer,
  it: Shown & TypedName,
  now: Date,
): Promise<Result<true, NameRefusal>> {
  const read = readNewName(it)
  if (!read.ok) return Promise.resolve(read)
  const { name, kana, reason } = read.value

  return withHolder(db, actor, officer, it.cardId, async (tx, holder) => {
    const isSo = holder.name === name && holder.kana === kana
    if (isSo) return holder.checked ? ok(true) : refuse('unchanged')
    if (holder.name !== it.shown) return refuse('changed-meanwhile')

    const keys = { nameKey: nameSearchKey(name), kanaKey: kana && kanaSearchKey(kana) }
    await saveName(tx, actor.tenantId, it.cardId, { name, kana, ...keys })
    const { id: staffId, terminal } = officer
    const after = { name, kana }
    const check = { outcome: 'corrected', before: holder, after, reason, staffId, terminal, now } as const
    await insertNameCheck(tx, actor.tenantId, it.cardId, check)
    return ok(true)
  })
}

/**
 * Confirms that a name in which a character is lost may be printed as it stands, with the sign in its place. Pressed twice
 * it is done once.
 */
export function confirmName(
  db: Database,
  actor: Actor,
  officer: Officer,
  { cardId, shown, reason }: Shown & { reason: string | null },
  now: Date,
): Promise<Result<true, NameRefusal>> {
  if (!isNameReason(reason)) return Promise.resolve(refuse('reason-missing'))

  return withHolder(db, actor, officer, cardId, async (tx, holder) => {
    if (holder.name !== shown) return refuse('changed-meanwhile')
    if (!holder.held) return holder.checked ? ok(true) : refuse('nothing-to-confirm')

    const { id: staffId, terminal } = officer
    const same = { before: holder, after: holder }
    const check = { outcome: 'confirmed', ...same, reason, staffId, terminal, now } as const
    await insertNameCheck(tx, actor.tenantId, cardId, check)
    return ok(true)
  })
}

type Holder = NonNullable<Awaited<ReturnType<typeof lockHolder>>>
type Answer = Result<true, NameRefusal>

/** Whoever sends letters sees to the names on them, and only for cards that wait for their owners. */
async function withHolder(
  db: Database,
  actor: Actor,
  officer: Officer,
  cardId: CardId,
  work: (tx: Tx, holder: Holder) => Promise<Answer>,
): Promise<Answer> {
  if (!mayHandleLetters(officer.roles)) return refuse('not-your-part')
  return db.as(actor, async (tx) => {
    const holder = await lockHolder(tx, actor.tenantId, cardId)
    if (!holder) return refuse('no-such-card')
    if (!isInvited(holder.state)) return refuse('card-not-here')
    return work(tx, holder)
  })
}

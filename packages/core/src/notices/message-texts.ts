import type { Actor, Database } from '@madoguchi/db'
import type { StaffRole } from '../identity/staff-session-rules.ts'
import { ok, type Result, refuse } from '../kernel.ts'
import type { Language } from '../tenancy/policy-rules.ts'
import type { MessageKind } from './notice-rules.ts'
import { readText } from './text-document.ts'
import type { MessageText, TextProblem } from './text-rules.ts'
import { addVersion, type TextVersion, textsInForce, versionsOf } from './texts.sql.ts'

/** Who words what residents read in the municipality's name. */
export const mayWordMessages = (roles: readonly StaffRole[]): boolean => roles.includes('manager')

/** The texts that the municipality has written, each in the version in force. */
export const wordedTexts = (db: Database, actor: Actor): Promise<TextVersion[]> =>
  db.as(actor, (tx) => textsInForce(tx, actor.tenantId))

type Which = { kind: MessageKind; language: Language }

/** Every version of one text, the newest first; none while the product's own has always been in force. */
export const textHistory = (db: Database, actor: Actor, which: Which): Promise<TextVersion[]> =>
  db.as(actor, (tx) => versionsOf(tx, actor.tenantId, which))

type Asked = Which & {
  /** The version that the officer saw: 0 when there was none. */
  after: number
  /** Null: the product's own text again. */
  text: MessageText | null
  roles: readonly StaffRole[]
}

/**
 * Puts a text in force, or the product's own again. Refused when another officer did so meanwhile ('overtaken'). Messages
 * that are written already keep their words.
 */
export async function wordMessages(
  db: Database,
  actor: Actor & { subjectId: string },
  { kind, language, after, text, roles }: Asked,
  now: Date,
): Promise<
  Result<number, 'not-your-part' | 'overtaken'> | { ok: false; reason: 'wrong'; problems: TextProblem[] }
> {
  if (!mayWordMessages(roles)) return refuse('not-your-part')
  const read = text && readText(kind, text)
  if (read && !read.ok) return { ok: false, reason: 'wrong', problems: read.problems }
  const version = after + 1
  return db.as(actor, async (tx) => {
    const [last] = await versionsOf(tx, actor.tenantId, { kind, language })
    if ((last?.version ?? 0) !== after) return refuse('overtaken')
    const { subject = null, body = null } = read?.value ?? {}
    const made = { kind, language, version, subject, body, madeBy: actor.subjectId, madeAt: now }
    return (await addVersion(tx, actor.tenantId, made)) ? ok(version) : refuse('overtaken')
  })
}

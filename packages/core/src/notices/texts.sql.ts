import type { Tx } from '@madoguchi/db'

/** One version of a text. Without subject and body: the product's own again. */
export type TextVersion = {
  kind: string
  language: string
  version: number
  subject: string | null
  body: string | null
  madeAt: Date
  madeBy: string
}

/** The version in force of each text that the municipality has ever written. */
export const textsInForce = (tx: Tx, tenantId: string) => tx<TextVersion[]>`
  select distinct on (t.kind, t.language) t.kind, t.language, t.version, t.subject, t.body, t.made_at, s.name as made_by
  from app.message_texts t
  join app.staff_members s on s.tenant_id = t.tenant_id and s.id = t.made_by
  where t.tenant_id = ${tenantId} order by t.kind, t.language, t.version desc`

/** Every version of one text, the newest first. */
export const versionsOf = (
  tx: Tx,
  tenantId: string,
  { kind, language }: { kind: string; language: string },
) =>
  tx<TextVersion[]>`
    select t.kind, t.language, t.version, t.subject, t.body, t.made_at, s.name as made_by from app.message_texts t
    join app.staff_members s on s.tenant_id = t.tenant_id and s.id = t.made_by
    where t.tenant_id = ${tenantId} and t.kind = ${kind} and t.language = ${language} order by t.version desc`

/** What a message of a kind is written with; undefined: the product's own text. For the messenger, who sees no officers. */
export async function textFor(
  tx: Tx,
  tenantId: string,
  { kind, language }: { kind: string; language: string },
) {
  const [text] = await tx<{ subject: string | null; body: string | null }[]>`
    select subject, body from app.message_texts
    where tenant_id = ${tenantId} and kind = ${kind} and language = ${language} order by version desc limit 1`
  return text?.subject && text.body ? { subject: text.subject, body: text.body } : undefined
}

/** Adds a version; answers false when another was added meanwhile. */
export async function addVersion(
  tx: Tx,
  tenantId: string,
  it: Omit<TextVersion, 'madeBy'> & { madeBy: string },
): Promise<boolean> {
  const rows = await tx`
    insert into app.message_texts (tenant_id, kind, language, version, subject, body, made_by, made_at)
    values (${tenantId}, ${it.kind}, ${it.language}, ${it.version}, ${it.subject}, ${it.body}, ${it.madeBy}, ${it.madeAt})
    on conflict (tenant_id, kind, language, version) do nothing returning version`
  return rows.length > 0
}

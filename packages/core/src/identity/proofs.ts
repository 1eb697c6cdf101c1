import type { Database, Tx } from '@madoguchi/db'

const nobody = (tenantId: string) => ({ role: 'resident', tenantId, subjectId: null }) as const

/**
 * Spends a proof that a visitor is worth the work (docs/decisions/0014). True for the first who shows it, in whichever copy
 * of the program; false for everyone after. `proof` is what tells it from others, `until` when it would be too old anyway.
 */
export const spendProof = (
  db: Database,
  tenantId: string,
  { proof, until }: { proof: Buffer; until: Date },
): Promise<boolean> =>
  db.as(nobody(tenantId), async (tx: Tx) => {
    const [row] = await tx<[{ unused: boolean }]>`
      select app.spend_proof(${proof}, ${until}) as unused -- tenant: entered`
    return row.unused
  })

/**
 * Joins the line of an address, in which each waits so many `seconds` after the one before, so that waiting side by side wins
 * nothing. Answers when the waiting is over; null when the line is too long to join.
 */
export const joinLine = (
  db: Database,
  tenantId: string,
  { addressHmac, seconds }: { addressHmac: Buffer; seconds: number },
  now: Date,
): Promise<Date | null> =>
  db.as(nobody(tenantId), async (tx: Tx) => {
    const [row] = await tx<[{ over: Date | null }]>`
      select app.join_line(${addressHmac}, ${seconds}, ${now}) as over -- tenant: entered`
    return row.over
  })

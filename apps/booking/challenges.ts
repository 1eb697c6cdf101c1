import { createHmac } from 'node:crypto'
import { spendProof } from '@madoguchi/core/identity'
import type { Database } from '@madoguchi/db'
import { type Challenge, createChallenge, randomInt, type Solution, verifySolution } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { z } from 'zod'
import type { ProofPurpose } from './app/work/waiting.ts'

/** One try is so many rounds of PBKDF2: about 1 ms on a desk; we reckon with 5 to 10 on an old telephone. */
const ALGORITHM = { algorithm: 'PBKDF2/SHA-256', cost: 5000, keyLength: 32 } as const
const ONE_HOUR = 60 * 60_000

/** Whoever says who they are is asked for one only while somebody guesses: then it may take longer. */
const TIMES: Record<ProofPurpose, number> = { booking: 1, identification: 3 }

const Shown = z.object({
  challenge: z.object({
    parameters: z.object({
      algorithm: z.literal(ALGORITHM.algorithm),
      cost: z.number(),
      keyLength: z.number(),
      keyPrefix: z.string(),
      keySignature: z.string(),
      nonce: z.string(),
      salt: z.string(),
      data: z.object({ tenant: z.string(), purpose: z.string(), until: z.number() }),
    }),
    signature: z.string(),
  }),
  solution: z.object({ counter: z.number(), derivedKey: z.string(), time: z.number().default(0) }),
})

/**
 * The challenges of ALTCHA that a browser solves (docs/decisions/0014): signed by us, for one municipality and one purpose, good
 * for an hour and for one use. `work`: tries that a solution takes at least, and at most twice as many.
 */
export function openChallenges({ signingKey, work }: { signingKey: string; work: number }, db: Database) {
  const secretFor = (what: string) =>
    createHmac('sha256', signingKey).update(`challenge|${what}`).digest('hex')
  const secrets = {
    hmacSignatureSecret: secretFor('parameters'),
    hmacKeySignatureSecret: secretFor('key'),
  }

  return {
    async make(tenantId: string, purpose: ProofPurpose, now: Date): Promise<string> {
      const least = work * TIMES[purpose]
      const challenge = await createChallenge({
        ...ALGORITHM,
        ...secrets,
        counter: randomInt(least * 2, least),
        deriveKey,
        data: { tenant: tenantId, purpose, until: now.getTime() + ONE_HOUR },
      })
      return JSON.stringify(challenge)
    },

    /** True once for each challenge of ours that was solved, whichever copy is asked; anything else is none. */
    async accept(tenantId: string, purpose: ProofPurpose, shown: string | null, now: Date): Promise<boolean> {
      const read = Shown.safeParse(inJson(shown))
      if (!read.success) return false
      const { challenge, solution } = read.data
      const { tenant, purpose: meant, until } = challenge.parameters.data
      if (tenant !== tenantId || meant !== purpose || now.getTime() >= until) return false
      const its = { challenge: challenge as Challenge, solution: solution as Solution }
      const { verified } = await verifySolution({ ...its, ...secrets, deriveKey })
      // Its signature tells it from every other, and can be written in one way only.
      const proof = Buffer.from(challenge.signature, 'hex')
      return verified && spendProof(db, tenantId, { proof, until: new Date(until) })
    },
  }
}
export type Challenges = ReturnType<typeof openChallenges>

function inJson(text: string | null): unknown {
  if (!text || text.length > 2000) return null
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

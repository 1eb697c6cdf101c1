import { type Challenge, solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import type { Answer } from './visitor.ts'

const ENTITIES: Record<string, string> = { '&quot;': '"', '&amp;': '&' }

/** The challenge that a page carries; null when it has none. */
export function challengeOn({ html }: Pick<Answer, 'html'>): Challenge | null {
  const text = /data-work="([^"]+)"/.exec(html)?.[1]
  return text ? JSON.parse(text.replace(/&(quot|amp);/g, (it) => ENTITIES[it] ?? it)) : null
}

/** What a script would add to the form of this page: the solution of its challenge, if it has one. */
export async function solved(page: Pick<Answer, 'html'>): Promise<Record<string, string>> {
  const challenge = challengeOn(page)
  if (!challenge) return {}
  const solution = await solveChallenge({ challenge, deriveKey })
  return { solution: JSON.stringify({ challenge, solution }) }
}

import { randomBytes } from 'node:crypto'
import { openSealedText, sealText } from '@madoguchi/core/issuance'

/** The cookie of what an officer looked for. */
export const SEARCHES = 'searches'
// A browser drops a cookie past 4096 bytes without a word.
const LARGEST = 3500

type Kept = { read: () => string | undefined; write: (value: string) => void }
type Search = [id: string, typed: string]

/**
 * What an officer looked for last, so that the results can be gone back to: a name must not stand in an address, so the
 * address holds an id and the browser holds the names, sealed for this session alone, until it is closed or left.
 */
export function recentSearches(key: string, sessionId: string, kept: Kept) {
  const binding = `searches|${sessionId}`
  const searches = (): Search[] => {
    try {
      return JSON.parse(openSealedText(key, binding, Buffer.from(kept.read() ?? '', 'base64url')))
    } catch {
      // Nothing yet, another session's, or not ours: all of them are no searches.
      return []
    }
  }

  return {
    /** Keeps a search, at the cost of the oldest ones, and answers the id under which it is found again. */
    remember(typed: string): string {
      const before = searches()
      const id = before.find(([, it]) => it === typed)?.[0] ?? randomBytes(6).toString('base64url')
      const all: Search[] = [[id, typed], ...before.filter((it) => it[0] !== id)]
      const sealed = () => sealText(key, binding, JSON.stringify(all)).toString('base64url')
      while (all.length > 1 && sealed().length > LARGEST) all.pop()
      kept.write(sealed())
      return id
    },
    /** What was looked for under this id; null when it is not kept (any longer). */
    recall: (id: string | null): string | null => searches().find((it) => it[0] === id)?.[1] ?? null,
  }
}
export type RecentSearches = ReturnType<typeof recentSearches>

import { createContext, useContext } from 'react'
import type { OperatorContext } from './operator-context.ts'

/** What every component may use without being handed it: the words, and the address of the one script. */
export const WordsContext = createContext<{ t: OperatorContext['t']; script: string } | null>(null)

/** The words of the console and its script. Throws outside of a page. */
export function useWords() {
  const words = useContext(WordsContext)
  if (!words) throw new Error('there are no words outside of a page')
  return words
}

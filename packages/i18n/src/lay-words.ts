import type { Words } from './read-locales.ts'

/** Lays words over words, key by key and however deep; neither is changed. A list is replaced whole. */
export function layWords<T extends Words>(base: T, over: Words): T {
  const merged: Words = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = Object.hasOwn(base, key) ? base[key] : undefined
    merged[key] = isWords(below) && isWords(value) ? layWords(below, value) : value
  }
  return merged as T
}

const isWords = (value: Words[string] | undefined): value is Words =>
  typeof value === 'object' && !Array.isArray(value)

import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { LANGUAGES, type Language } from './languages.ts'

/** A room's words: sentences by key, nested as the JSON file nests them. */
export type Words = { [key: string]: string | Words | (string | Words)[] }

export type Locales = Record<Language, Record<string, Words>>

let read: Locales | undefined

/** Every `locales/<language>/<room>.json`, read from disk once per process. Throws on a file that is not JSON. */
export function readLocales(): Locales {
  read ??= Object.fromEntries(LANGUAGES.map((language) => [language, readRooms(language)])) as Locales
  return read
}

function readRooms(language: Language): Record<string, Words> {
  const folder = join(localesFolder(), language)
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
  return Object.fromEntries(
    files.map((file) => [
      file.slice(0, -'.json'.length),
      JSON.parse(readFileSync(join(folder, file), 'utf8')),
    ]),
  )
}

// Asked of the module resolver and not of this file's own address: a page app may bundle this file elsewhere.
const localesFolder = () =>
  dirname(dirname(createRequire(import.meta.url).resolve('@madoguchi/i18n/locales/ja/common.json')))

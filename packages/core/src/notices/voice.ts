import type { Speech } from '../booking/index.ts'
import type { Language } from '../tenancy/policy-rules.ts'

/** A language, as far as a message needs one: the product's own words for mails, and how lists, dates and times are said. */
export type Voice = Speech & {
  language: Language
  /** A word of the room `mail`, with its `{{placeholders}}` as they stand. */
  mail: (key: string) => string
  exactly: (at: Date) => string
  briefly: (at: Date) => string
}

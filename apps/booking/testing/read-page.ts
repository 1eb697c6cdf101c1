import type { Answer } from './visitor.ts'

/** The one heading of a page. */
export const headingOf = ({ html }: Answer) => /<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1]

/** The sentences of the error summary, without their marks. */
export const summaryOf = ({ html }: Answer) =>
  (/class="error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').trim()

/** The first slot that a page leads on to. */
export const slotIn = ({ html }: Answer) => /slot=([0-9a-f-]{36})/.exec(html)?.[1] ?? ''

/** The rows of the summary list, each value by its term. */
export const factsOf = ({ html }: Answer): Record<string, string> =>
  Object.fromEntries(
    [...html.matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)].map(([, term = '', value = '']) => [
      term,
      value.replace(/<[^>]+>/g, ' '),
    ]),
  )

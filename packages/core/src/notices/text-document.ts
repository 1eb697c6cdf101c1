import { z } from 'zod'
import { characterProblem } from '../issuance/arrivals/arrival-text-rules.ts'
import { looksLikeMyNumber } from '../issuance/my-number-rules.ts'
import type { MessageKind } from './notice-rules.ts'
import { LONGEST, type MessageText, type TextProblem, wrongNames } from './text-rules.ts'

const part = (longest: number) =>
  z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\t', ' ').trim())
    .pipe(
      z
        .string()
        .min(1, 'empty')
        .max(longest, 'too-long')
        .refine((text) => !looksLikeMyNumber(text), 'my-number')
        .refine((text) => text.split('\n').every((line) => characterProblem(line) === null), 'characters'),
    )

const Typed = z.strictObject({ subject: part(LONGEST.subject), body: part(LONGEST.body) })

/** A text as an officer typed it, for a kind: as it may be kept, or everything that is wrong with it. */
export function readText(
  kind: MessageKind,
  typed: { subject: string; body: string },
): { ok: true; value: MessageText } | { ok: false; problems: TextProblem[] } {
  const read = Typed.safeParse(typed)
  if (!read.success) {
    const problems = read.error.issues.map(
      ({ path, message }) => ({ at: path[0], problem: message }) as TextProblem,
    )
    return { ok: false, problems }
  }
  const value = { ...read.data, subject: read.data.subject.replace(/\s+/g, ' ') }
  const problems = wrongNames(kind, value)
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value }
}

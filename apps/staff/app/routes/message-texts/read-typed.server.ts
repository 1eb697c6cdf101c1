import { type MessageKind, readText } from '@madoguchi/core/notices'

const STEPS = ['preview', 'save', 'restore'] as const

/** Which button was pressed; without one, a text is only shown. */
export const stepOf = (sent: FormData) => STEPS.find((it) => it === sent.get('step')) ?? 'preview'

/** What was typed, the version that the officer saw, and whether the text may stand. */
export function readTyped(kind: MessageKind, sent: FormData) {
  const text = { subject: String(sent.get('subject') ?? ''), body: String(sent.get('body') ?? '') }
  const after = Number(sent.get('after'))
  return { text, after: Number.isSafeInteger(after) ? after : -1, read: readText(kind, text) }
}

/** Why the local Supabase did not start; a literal that the starter and the tests can switch on. */
export type StartErrorCode =
  | 'not-supported-here'
  | 'not-for-production'
  | 'not-loopback'
  | 'port-taken'
  | 'disk-full'
  | 'already-running'
  | 'first-start-under-way'
  | 'foreign-data'
  | 'other-major-version'
  | 'no-account'
  | 'no-permission'
  | 'database-did-not-start'

/** An error meant for the person at the terminal: what is wrong, and what to do about it (Japanese, then English). */
export type StartError = Error & { code: StartErrorCode; sentence: string; wayOut: string }

/** Builds a StartError; `sentence` and `wayOut` are each given in Japanese and in English. */
export function startError(
  code: StartErrorCode,
  sentence: { ja: string; en: string },
  wayOut: { ja: string; en: string },
): StartError {
  const whole = (text: { ja: string; en: string }) => `${text.ja}\n${text.en}`
  const error = new Error(`${whole(sentence)}\n${whole(wayOut)}`)
  return Object.assign(error, { name: 'StartError', code, sentence: whole(sentence), wayOut: whole(wayOut) })
}

/** True for errors made by `startError`; the starter prints their two texts and no stack. */
export function isStartError(error: unknown): error is StartError {
  return error instanceof Error && error.name === 'StartError'
}

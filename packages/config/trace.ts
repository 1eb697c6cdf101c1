import type { Requirement } from './requirements.ts'

export type Claim = { id: string; file: string; line: number }
export type Traced = Requirement & { claims: Claim[] }

// A comment proves nothing, and neither does a test that does not run.
const PROVES_NOTHING = /^\s*(\/\/|\*|\/\*)|\.(skip|todo|skipIf)\b/

/** Every `req('…')` in a test file. Templates such as req(`1.E.${n}`) are not seen: an id is written out. */
export function claimsIn(file: string, text: string): Claim[] {
  return text.split('\n').flatMap((code, at) => {
    if (PROVES_NOTHING.test(code)) return []
    const ids = code.matchAll(/\breq\(\s*(['"`])([^'"`]*)\1/g)
    return [...ids].map(([, , id = '']) => ({ id, file, line: at + 1 }))
  })
}

/** Joins requirements to the tests that claim them and says, in sentences, what does not fit. */
export function traceOf(requirements: Requirement[], claims: Claim[], exists: (path: string) => boolean) {
  const traced = requirements.map((it) => ({ ...it, claims: claims.filter((claim) => claim.id === it.id) }))
  const known = new Set(requirements.map((it) => it.id))
  const unknown = claims.filter((claim) => !known.has(claim.id))

  const problems = [
    ...unknown.map(
      ({ id, file, line }) => `${file}:${line} names ${id}, which docs/requirements.csv does not have`,
    ),
    ...traced.flatMap((it) => problemOf(it, exists) ?? []),
  ]
  return { traced, problems }
}

function problemOf({ id, status, text, claims, note }: Traced, exists: (path: string) => boolean) {
  if (status === 'planned')
    return claims.length > 0
      ? `${id} is planned, yet ${claims[0]?.file} claims it: mark it partly or now`
      : null
  if (status === 'shown')
    return exists(note) ? null : `${id} is to be shown by ${note || 'nothing'}, which is missing`
  return claims.length === 0 ? `${id} is ${status} but no test names it: ${text}` : null
}

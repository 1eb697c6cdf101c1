import ts from 'typescript'
import type { Requirement } from './requirements.ts'

export type Claim = { id: string; file: string; line: number }
export type Traced = Requirement & { claims: Claim[] }

const TESTS = ['describe', 'it', 'test']
// A test that does not run proves nothing, with all that is in it.
const NOT_RUN = ['xdescribe', 'xit', 'xtest', 'skip', 'todo']
// One that runs on some machines proves nothing by itself; the tests inside a `describe` of that kind do.
const MAY_NOT_RUN = ['skipIf', 'runIf']

/**
 * Every `req('…')` in the title of a test that runs, or of the `describe` around it: anywhere else it proves nothing.
 * Templates such as req(`1.E.${n}`) are not seen: an id is written out.
 */
export function claimsIn(file: string, text: string): Claim[] {
  const kind = file.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const claims: Claim[] = []

  function visit(node: ts.Node, inTitle: boolean): void {
    if (!ts.isCallExpression(node)) {
      ts.forEachChild(node, (child) => visit(child, inTitle))
      return
    }
    const names = namesOf(node.expression)
    const [title, ...others] = node.arguments
    const [root = ''] = names
    const isTest = TESTS.includes(root)
    if (NOT_RUN.includes(root) || (isTest && names.some((name) => NOT_RUN.includes(name)))) return
    const proves = isTest && !names.some((name) => MAY_NOT_RUN.includes(name))
    if (inTitle && root === 'req' && title && ts.isStringLiteralLike(title)) {
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart())
      claims.push({ id: title.text, file, line: line + 1 })
    }
    if (title) visit(title, proves || inTitle)
    for (const other of others) visit(other, false)
    visit(node.expression, false)
  }
  visit(tree, false)
  return claims
}

/** What is called, without what it is called with: `it.each([1, 2])` is it, each. */
function namesOf(callee: ts.Expression): string[] {
  if (ts.isCallExpression(callee)) return namesOf(callee.expression)
  if (ts.isTaggedTemplateExpression(callee)) return namesOf(callee.tag)
  if (ts.isPropertyAccessExpression(callee)) return [...namesOf(callee.expression), callee.name.text]
  return ts.isIdentifier(callee) ? [callee.text] : []
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

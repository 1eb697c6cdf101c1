import ts from 'typescript'
import { importsOf, nodesOf, placeOf, type Rule, type Source } from './source.ts'

const isRules = ({ path }: Source) => path.endsWith('-rules.ts')

/** A rule knows the kernel, the calendar and other rules; whatever else it needs is handed to it. */
export const rulesImportOnlyRules: Rule = (sources) =>
  sources.filter(isRules).flatMap((source) =>
    importsOf(source)
      .filter((name) => !/^\.{1,2}\/(.*\/)?(kernel|calendar|[a-z0-9-]+-rules)\.ts$/.test(name))
      .map(
        (name) => `${source.path} imports ${name}: rules import only kernel.ts, calendar.ts and other rules`,
      ),
  )

/** A rule reads no clock, no environment and no randomness, and waits for nothing. */
export const rulesReadNothing: Rule = (sources) =>
  sources.filter(isRules).flatMap((source) =>
    [...nodesOf(source)].flatMap((node) => {
      const what = readingOf(node)
      return what ? `${placeOf(source, node)} uses ${what}: pass it in` : []
    }),
  )

const AMBIENT = new Set([
  'process',
  'crypto',
  'performance',
  'globalThis',
  'fetch',
  'setTimeout',
  'setInterval',
])

function readingOf(node: ts.Node) {
  if (ts.isAwaitExpression(node)) return 'await'
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
    return 'new Date()'
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'Date()'
  if (ts.isPropertyAccessExpression(node)) {
    const text = node.getText()
    return text === 'Date.now' || text === 'Math.random' || text.startsWith('Temporal.Now') ? text : null
  }
  return ts.isIdentifier(node) && AMBIENT.has(node.text) && isFree(node) ? node.text : null
}

/** Not a property, a key, a parameter or a declaration that merely has the same name. */
function isFree(node: ts.Identifier) {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !(
    ts.isPropertySignature(parent) ||
    ts.isParameter(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent)
  )
}

/** Every `*-rules.ts` has its specification beside it. */
export const rulesHaveSpecs: Rule = (sources) => {
  const paths = new Set(sources.map((source) => source.path))
  return sources
    .filter(isRules)
    .filter(({ path }) => !paths.has(path.replace(/\.ts$/, '.spec.ts')))
    .map(({ path }) => `${path} has no specification beside it`)
}

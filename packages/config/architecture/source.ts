import { globSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'

/** One file of the project: `path` from the root with forward slashes, and its text. */
export type Source = { path: string; text: string }

/** A rule looks at all files at once and answers with one sentence for each violation, beginning with the path. */
export type Rule = (sources: Source[]) => string[]

const NOT_OURS = /(^|\/)(node_modules|build|\.local|\.turbo|\.temp)(\/|$)/

/** Every TypeScript, JavaScript and SQL file of the project at `root`. */
export function sourcesOf(root: string): Source[] {
  const pattern = '{apps,packages,scripts,supabase,tenants,deploy}/**/*.{ts,tsx,mjs,js,sql}'
  const paths = globSync([pattern, '*.{ts,mjs}'], { cwd: root, exclude: (path) => NOT_OURS.test(path) })
  return paths.sort().map((path) => ({ path, text: readFileSync(posix.join(root, path), 'utf8') }))
}

export const isCode = ({ path }: Source) => /\.(tsx?|mjs|js)$/.test(path)

/** Tests and what only tests use: they may arrange with what the product may not touch. */
export const isTest = ({ path }: Source) =>
  /\.(spec|test|e2e)\.tsx?$/.test(path) || /(^|\/)(testing|journeys)\//.test(path)

/** What a file imports, as written: static, dynamic, re-exported and type-only. */
export function importsOf({ text }: Source) {
  return ts.preProcessFile(text, true, true).importedFiles.map((file) => file.fileName)
}

/** The same, with relative paths and our packages both resolved to a path from the root where that is possible. */
export function targetsOf(source: Source) {
  return importsOf(source).map((name) => {
    if (name.startsWith('.')) return posix.normalize(posix.join(posix.dirname(source.path), name))
    return name
  })
}

const parsed = new Map<string, ts.SourceFile>()

/** The syntax tree, parsed once per text. */
function treeOf({ path, text }: Source) {
  const known = parsed.get(text)
  if (known) return known
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, kind)
  parsed.set(text, tree)
  return tree
}

/** Every node of the file, outermost first. */
export function* nodesOf(source: Source): Generator<ts.Node> {
  const waiting: ts.Node[] = [treeOf(source)]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node
    waiting.push(...node.getChildren().toReversed())
  }
}

/** `path:line`, as editors open it. */
export function placeOf(source: Source, node: ts.Node) {
  const { line } = treeOf(source).getLineAndCharacterOfPosition(node.getStart())
  return `${source.path}:${line + 1}`
}

import ts from 'typescript'
import { isCode, nodesOf, placeOf, type Rule, type Source } from './source.ts'

const DRAWERS = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc'])

/** A drawer for everything hides what is in it: a file is found under what it is about. */
export const nothingIsADrawer: Rule = (sources) =>
  sources
    .filter(({ path }) => path.split('/').some((part) => DRAWERS.has(part.replace(/\.[a-z]+$/, ''))))
    .map(({ path }) => `${path} is named like a drawer: name it after what it is about`)

// Remix, Vite and vitest look for a default export in these, and in no others.
const FRAMEWORK = [
  /^apps\/[^/]+\/app\/(root\.tsx|routes\.ts|entry\.(client|server)\.tsx)$/,
  /^apps\/[^/]+\/app\/routes\//,
  /(^|\/)(vite|vitest)\.config\.ts$/,
  /^packages\/config\/vitest\//,
]

/** One name for a thing, the same in every file. */
export const exportsHaveNames: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !FRAMEWORK.some((place) => place.test(source.path)))
    .flatMap((source) =>
      [...nodesOf(source)]
        .filter(isDefaultExport)
        .map((node) => `${placeOf(source, node)} exports a default: name it`),
    )

function isDefaultExport(node: ts.Node) {
  if (ts.isExportAssignment(node)) return true
  if (ts.isExportSpecifier(node)) return node.name.text === 'default'
  return (
    (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && (node.modifiers ?? []).some(isDefault)
  )
}

const isDefault = (modifier: ts.ModifierLike) => modifier.kind === ts.SyntaxKind.DefaultKeyword

// None so far. A file added here says in a comment what it writes and why that cannot hold a person's words.
const WRITES_HTML: string[] = []

/** Text that a person wrote never becomes HTML. */
export const nobodyWritesHtml: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !WRITES_HTML.includes(source.path))
    .flatMap((source) =>
      [...nodesOf(source)]
        .filter((node) => ts.isIdentifier(node) && node.text === 'dangerouslySetInnerHTML')
        .map((node) => `${placeOf(source, node)} writes HTML`),
    )

/** A program's policy fits on a screen; a migration is one idea. */
export const longFilesAreTwoIdeas: Rule = (sources) =>
  sources.flatMap((source) => {
    const limit = limitOf(source)
    const lines = source.text.trimEnd().split('\n').length
    return limit && lines > limit ? `${source.path} has ${lines} lines; ${limit} are allowed` : []
  })

function limitOf({ path }: Source) {
  if (/^apps\/[^/]+\/server\.ts$/.test(path)) return 60
  if (/^supabase\/migrations\/.*\.sql$/.test(path)) return 160
  return null
}

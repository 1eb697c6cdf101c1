import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How far a requirement has come. `now`: delivered, a test must name it. `partly`: a test names it and a later part
 * completes it. `planned`: a later part delivers it, no test may claim it. `shown`: no test can prove it; `note` is the
 * file in the repository that shows it.
 */
export const STATUSES = ['now', 'partly', 'planned', 'shown'] as const
export type Status = (typeof STATUSES)[number]

export type Requirement = {
  id: string
  source: string
  kind: 'spec' | 'issue'
  text: string
  status: Status
  /** The part of the work that completes it, 1 to 6. */
  part: number
  note: string
}

const COLUMNS = 'id,source,kind,text_ja,status,part,note'

/** The rows of docs/requirements.csv, in file order; throws on a row that is not well formed or an id used twice. */
export function readRequirements(root = join(import.meta.dirname, '..', '..')) {
  return parseRequirements(readFileSync(join(root, 'docs', 'requirements.csv'), 'utf8'))
}

/** Parses the text of docs/requirements.csv (RFC 4180, one line per row). */
export function parseRequirements(csv: string): Requirement[] {
  const [head, ...lines] = csv.split('\n').filter((line) => line !== '')
  if (head !== COLUMNS) throw new Error(`docs/requirements.csv must begin with ${COLUMNS}`)

  const rows = lines.map(requirementOf)
  const twice = rows.find((row, at) => rows.findIndex((other) => other.id === row.id) !== at)
  if (twice) throw new Error(`docs/requirements.csv names ${twice.id} twice`)
  return rows
}

function requirementOf(line: string): Requirement {
  const [id = '', source = '', kind, text = '', status, part, note = ''] = cellsOf(line)
  const known = STATUSES.find((one) => one === status)
  if (!id || !text || !known || !(kind === 'spec' || kind === 'issue') || !/^[1-6]$/.test(part ?? ''))
    throw new Error(`docs/requirements.csv cannot be read at: ${line}`)
  return { id, source, kind, text, status: known, part: Number(part), note }
}

const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )

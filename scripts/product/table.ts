/** The width of a text on a terminal: Japanese characters take two columns. */
const width = (text: string) => [...text].reduce((sum, it) => sum + (/[\u1100-\uffdc]/.test(it) ? 2 : 1), 0)

/** A group of the table: a heading, if it needs one, and its rows of a name and a value. */
export type Group = { title?: string; rows: [string, string][] }

/** The groups as one table with aligned columns and a line around each group; no wider than what stands in it. */
export function table(groups: Group[]): string {
  const rows = groups.flatMap((it) => it.rows)
  const left = Math.max(...rows.map(([name]) => width(name)))
  const right = Math.max(...rows.map(([, value]) => width(value)))
  // Not a drawn line: some Japanese terminals give those two columns as well.
  const line = '-'.repeat(left + right + 6)
  const row = ([name, value]: [string, string]) => `   ${name}${' '.repeat(left - width(name))}  ${value}`
  return [
    line,
    ...groups.flatMap(({ title, rows }) => [...(title ? [` ${title}`] : []), ...rows.map(row), line]),
  ].join('\n')
}

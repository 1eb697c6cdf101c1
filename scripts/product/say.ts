const started = Date.now()

/** One line of progress, with the seconds since the start: nobody should wonder whether it hangs. */
export const say = (sentence: string) =>
  console.log(`${String(Math.round((Date.now() - started) / 1000)).padStart(3)} 秒  ${sentence}`)

/** The width of a text on a terminal: Japanese characters take two columns. */
export const width = (text: string) =>
  [...text].reduce((sum, it) => sum + (/[\u1100-\uffdc]/.test(it) ? 2 : 1), 0)

/** Rows as a table with aligned columns and a line under each group. */
export function table(groups: [string, string][][]): string {
  const left = Math.max(...groups.flat().map(([name]) => width(name)))
  const right = Math.max(...groups.flat().map(([, value]) => width(value)))
  const line = '─'.repeat(left + right + 5)
  const row = ([name, value]: [string, string]) => ` ${name}${' '.repeat(left - width(name))}  │  ${value}`
  return [line, ...groups.flatMap((group) => [...group.map(row), line])].join('\n')
}

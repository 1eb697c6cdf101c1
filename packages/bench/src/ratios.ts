/** The middle of the runs; of an even number the mean of the two in the middle. */
export function median(runs: readonly number[]): number {
  const sorted = runs.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2
    ? (sorted[half] ?? Number.NaN)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

export type Row = {
  what: string
  floor: string
  aim: number
  ratios: number[]
  ours: number[]
  floors: number[]
}

/** One row of the table: each run of ours against the floor of the same round, and the median of those ratios. */
export function rowOf(what: string, floor: string, aim: number, ours: number[], floors: number[]): Row {
  return { what, floor, aim, ours, floors, ratios: ours.map((it, n) => it / (floors[n] ?? Number.NaN)) }
}

const shown = (n: number) => n.toFixed(2)
const whole = (n: number) => Math.round(n).toLocaleString('en')

/** The rows as a Markdown table. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => {
    const ratio = median(row.ratios)
    const range = `${shown(Math.min(...row.ratios))}–${shown(Math.max(...row.ratios))}`
    const verdict = row.aim === 0 ? '' : ratio >= row.aim ? '✓' : 'short'
    return `| ${row.what} | ${row.floor} | ${shown(ratio)} | ${range} | ${row.aim === 0 ? '' : `≥ ${shown(row.aim)}`} | ${verdict} | ${whole(median(row.ours))} / ${whole(median(row.floors))} |`
  })
  return [
    '| measured | floor | ratio (median) | range | aim | | per second, ours / floor |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

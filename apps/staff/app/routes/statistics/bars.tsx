import type { StatisticsTable } from './sheets.server.ts'

/** As wide as a telephone: what is written stays as large as the text beside it. */
const WIDTH = 360
const ROW = 46
const BARS = 280

/**
 * One bar for each line of a table, beside which it stands: who listens reads the table, of which this is a picture. Every bar
 * has its number written at its end and is drawn with an outline and stripes, so that it is read in black and white too.
 */
export function Bars({ table, label }: { table: StatisticsTable; label: string }) {
  const column = table.draw ?? 1
  const lines = table.rows.map((row) => ({
    name: row.slice(0, Math.min(column, 2)).join(' '),
    value: Number(row[column] ?? 0),
  }))
  const most = Math.max(1, ...lines.map((it) => it.value))
  const height = lines.length * ROW
  const pattern = `stripes-${table.id}`
  return (
    <svg
      className="bars"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${height}`}
      preserveAspectRatio="xMinYMin meet"
    >
      <defs>
        <pattern
          id={pattern}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="6" height="6" className="bar-ground" />
          <rect width="3" height="6" className="bar-stripe" />
        </pattern>
      </defs>
      {lines.map(({ name, value }, at) => (
        <g key={name}>
          <text x={0} y={at * ROW + 14}>
            {shortened(name)}
          </text>
          <rect
            x={1}
            y={at * ROW + 20}
            width={Math.max(1, (value / most) * BARS)}
            height={16}
            fill={`url(#${pattern})`}
            className="bar-edge"
          />
          <text x={(value / most) * BARS + 8} y={at * ROW + 33}>
            {value.toLocaleString('ja')}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** Drawn text does not wrap; the table has it whole. */
const LONGEST = 25
const shortened = (name: string) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name)

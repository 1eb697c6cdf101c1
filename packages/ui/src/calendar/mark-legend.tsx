import type { DayMarks } from './day-state.ts'

/** What the signs of a calendar mean. */
export function MarkLegend({ title, marks }: { title: string; marks: DayMarks }) {
  return (
    <dl className="mark-legend" aria-label={title}>
      {Object.entries(marks).map(([state, { sign, name, text }]) => (
        <div key={state} data-state={state}>
          <dt>{name ?? sign}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}

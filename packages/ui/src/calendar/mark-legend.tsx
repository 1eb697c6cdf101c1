import type { DayMarks } from './day-state.ts'

/** What the signs of a calendar mean. */
export function MarkLegend({ title, marks }: { title: string; marks: DayMarks }) {
  return (
    <dl className="mark-legend" aria-label={title}>
      {Object.entries(marks).map(
        ([state, mark]) =>
          mark && (
            <div key={state} data-state={state}>
              <dt>{mark.name ?? mark.sign}</dt>
              <dd>{mark.text}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

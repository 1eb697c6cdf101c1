import { type BringList as List, sayBringList } from '@madoguchi/core/booking'
import { Checkbox, Heading } from '@madoguchi/ui'
import { usePage } from './page.tsx'
import { speechIn } from './speech.ts'

/** One person's list of what to bring (`of` says whose, where several come), to be ticked on the screen or on paper; nothing of it is sent. */
export function BringList({ list, of }: { list: List; of?: string | undefined }) {
  const page = usePage()
  const { words } = page
  const { lines, lists, fee, conditions, notes, refusal } = sayBringList(list, speechIn(page))
  return (
    <>
      <Heading level={2}>{of ? words('basket:bring-of', { who: of }) : words('papers:title')}</Heading>
      {refusal && (
        <p>
          <strong>{refusal}</strong>
        </p>
      )}
      <div className="bring-list">
        {lines.map(({ text, anyOf }) => (
          <Checkbox
            key={text}
            label={text}
            note={anyOf.length > 0 && <AnyOf texts={anyOf} />}
            autoComplete="off"
          />
        ))}
      </div>
      <p>
        {fee}
        {conditions.map((it) => (
          <span key={it} className="fee-condition">
            {it}
          </span>
        ))}
      </p>
      {notes.map((it) => (
        <p key={it}>{it}</p>
      ))}
      {lists.map(({ title, text }) => (
        <p key={title} className="document-list">
          <strong>{title}</strong>　{text}
        </p>
      ))}
    </>
  )
}

const AnyOf = ({ texts }: { texts: readonly string[] }) =>
  texts.map((it) => (
    <span key={it} className="any-of">
      {it}
    </span>
  ))

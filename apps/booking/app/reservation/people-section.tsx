import { ButtonRow, Heading, LinkButton, SummaryList } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import type { Person } from './people-view.ts'
import { usePerson } from './use-person.ts'

type Section = { id: string; people: Person[]; changeable: boolean; mayAdd: boolean }

/** 一緒に来る方: everybody, each with a way to change what they do, and the way to add somebody. */
export function PeopleSection({ id, people, changeable, mayAdd }: Section) {
  const { words } = usePage()
  const say = usePerson()
  if (people.length < 2 && !mayAdd) return null
  return (
    // Of somebody alone the sheet says it already.
    <section className={people.length < 2 ? 'no-print' : undefined}>
      <Heading level={2}>{words('basket:title')}</Heading>
      <SummaryList
        rows={people.map((it) => ({
          term: say.number(it),
          value: (
            <>
              {say.named(it)}
              <br />
              {say.does(it)}
            </>
          ),
          ...(changeable && {
            change: {
              href: `/my/${id}/people/${it.id}`,
              label: words('basket:change-of', { number: it.number }),
            },
          }),
        }))}
      />
      {mayAdd && (
        <ButtonRow className="no-print">
          <LinkButton kind="secondary" href={`/my/${id}/add`}>
            {words('basket:add')}
          </LinkButton>
        </ButtonRow>
      )}
    </section>
  )
}

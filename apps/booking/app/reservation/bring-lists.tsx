import { BringList } from '../page/bring-list.tsx'
import type { Person } from './people-view.ts'
import { usePerson } from './use-person.ts'

/** What to bring: one list, or of several people one each. */
export function BringLists({ people }: { people: Person[] }) {
  const say = usePerson()
  return people.map(
    (it) =>
      it.bring && (
        <BringList
          key={it.id}
          list={it.bring}
          of={people.length > 1 ? `${say.number(it)} ${say.named(it)}` : undefined}
        />
      ),
  )
}

import { formatDate } from '@madoguchi/i18n/format'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import type { Person } from './people-view.ts'

/** Says who somebody is: by what was typed of them, else by their birth date; and what they do. */
export function usePerson() {
  const { words, language } = usePage()
  const local = useLocal()
  return {
    number: ({ number }: Person) => words('basket:person', { number }),
    named: ({ name, birthDate }: Person) =>
      name ??
      (birthDate ? words('basket:born', { date: formatDate(language, birthDate, { weekday: false }) }) : ''),
    does: ({ procedures }: Person) => procedures.map((it) => local(it.name)).join(words('papers:list.comma')),
  }
}

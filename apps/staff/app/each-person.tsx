import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** One cell for everybody of a reservation: of one person as it is, of several a numbered line each, the same in every cell. */
export function EachPerson<It extends { key: string }>({
  people,
  children,
}: {
  people: readonly It[]
  children: (person: It) => ReactNode
}) {
  const { t } = useTranslation('staff')
  const [only, ...others] = people
  if (only && others.length === 0) return children(only)
  return people.map((it, at) => (
    <div key={it.key} className="each-person">
      <span className="each-person-number">{t('today.person', { count: at + 1 })}</span> {children(it)}
    </div>
  ))
}

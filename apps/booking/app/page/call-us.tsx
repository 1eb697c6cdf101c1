import { Icon } from '@madoguchi/ui'
import { usePage } from './page.tsx'
import { useLocal } from './use-local.ts'

/** The way that is always open: the telephone, with its hours. */
export function CallUs({ children }: { children?: string }) {
  const { tenant, words } = usePage()
  const local = useLocal()
  const { telephone, hours } = tenant.contact
  return (
    <div className="call-us">
      <p>{children ?? words('call.title')}</p>
      <p>
        <Icon name="phone" /> <a href={`tel:${telephone.replaceAll('-', '')}`}>{telephone}</a>
      </p>
      <p>{words('call.hours', { hours: local(hours) })}</p>
    </div>
  )
}

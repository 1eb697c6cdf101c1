import type { Reservation } from '@madoguchi/core/booking'
import { ButtonRow, Card, LinkButton } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type HeldReservationProps = {
  held: Pick<Reservation, 'id' | 'startsAt' | 'venueName'>
  /** The way to another time, as long as it is open. */
  change: { href: string; label: string } | undefined
}

/** The reservation that a card has already: when, where, and how to see or change it. */
export function HeldReservation({ held, change }: HeldReservationProps) {
  const { words } = usePage()
  const dates = useDates()
  const local = useLocal()
  return (
    <Card look="key" title={words('card.reserved')}>
      <p>
        <strong>{dates.dateTime(held.startsAt)}</strong>
        <br />
        {local(held.venueName)}
      </p>
      <ButtonRow>
        <LinkButton href={`/my/${held.id}`}>{words('card.see-reservation')}</LinkButton>
        {change && (
          <LinkButton kind="secondary" href={change.href}>
            {change.label}
          </LinkButton>
        )}
      </ButtonRow>
    </Card>
  )
}

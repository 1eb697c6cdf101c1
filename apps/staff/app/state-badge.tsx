import { StatusBadge, type Tone } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'

const RESERVATION: Record<string, Tone> = {
  confirmed: 'neutral',
  checked_in: 'info',
  called: 'info',
  serving: 'warning',
  done: 'success',
  partly_done: 'danger',
}
const CARD: Record<string, Tone> = {
  at_counter: 'warning',
  issued: 'success',
  suspended: 'danger',
  on_hold: 'danger',
  missing: 'danger',
  discrepancy: 'danger',
  in_transit: 'warning',
}

/** A reservation's state in its word; the colour only repeats it. */
export function ReservationState({ state }: { state: string }) {
  const { t } = useTranslation('staff')
  return <StatusBadge tone={RESERVATION[state]}>{t(`reservation-state.${state}`)}</StatusBadge>
}

/** A card's administrative state in its word. */
export function CardState({ state }: { state: string }) {
  const { t } = useTranslation('staff')
  return <StatusBadge tone={CARD[state]}>{t(`card-state.${state}`)}</StatusBadge>
}

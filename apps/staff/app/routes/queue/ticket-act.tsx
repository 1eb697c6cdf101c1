import { Button, type ButtonKind, type ButtonSize } from '@madoguchi/ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'

type Props = {
  act: string
  counter: string | null
  ticketId?: string
  lanes?: readonly string[]
  kind?: ButtonKind
  size?: ButtonSize
  /** Alt and this letter press it: by the browser itself, so that no scanner presses it by what it reads. */
  accessKey?: string | undefined
  /** What the button is about, for those who hear it: the number. */
  about?: string
  children?: ReactNode
}

/** A form that is one button. */
export function TicketAct({ act, counter, ticketId, lanes = [], children, about, ...button }: Props) {
  const { t } = useTranslation('calling')
  return (
    <form method="post" action="/queue" className="inline-form" data-submit-once>
      <HiddenToken />
      <input type="hidden" name="counter" value={counter ?? ''} />
      {ticketId && <input type="hidden" name="ticketId" value={ticketId} />}
      {lanes.map((lane) => (
        <input key={lane} type="hidden" name="lane" value={lane} />
      ))}
      <Button
        name="act"
        value={act}
        aria-label={about ? `${about} ${t(`act.${act}`)}` : undefined}
        {...button}
      >
        {children ?? t(`act.${act}`)}
      </Button>
    </form>
  )
}

import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { CallUs } from '../page/call-us.tsx'
import { usePage } from '../page/page.tsx'
import type { Refusal } from './hold.tsx'

/** Where each refusal leads that another time cannot help. */
const ONWARD: Partial<Record<Refusal, '/my' | '/card'>> = {
  'already-booked': '/my',
  'card-not-ready': '/card',
}

/** A booking that cannot be made: why, and the next best thing. */
export function Refused({ reason }: { reason: Refusal }) {
  const { words, heading } = usePage()
  const onward = ONWARD[reason] ?? '/availability'
  return (
    <>
      {!heading?.problems && <p>{words(`refused.${reason}`)}</p>}
      <ButtonRow>
        <LinkButton href={onward}>{words(`refused.onward.${onward.slice(1)}`)}</LinkButton>
      </ButtonRow>
      <CallUs />
    </>
  )
}

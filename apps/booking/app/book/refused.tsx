import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { CallUs } from '../page/call-us.tsx'
import { usePage } from '../page/page.tsx'
import type { Refusal } from './hold.tsx'
import { whyRefused } from './why-refused.ts'

/** Where each refusal leads that another time cannot help. */
const ONWARD: Partial<Record<Refusal, '/my' | '/card'>> = {
  'already-booked': '/my',
  'card-not-ready': '/card',
}

/** A booking that cannot be made: why, and the next best thing. */
export function Refused({ reason, opensAt }: { reason: Refusal; opensAt?: Date | undefined }) {
  const page = usePage()
  const { words, heading } = page
  const onward = ONWARD[reason] ?? '/availability'
  return (
    <>
      {!heading?.problems && <p>{whyRefused(page, reason, opensAt)}</p>}
      <ButtonRow>
        <LinkButton href={onward}>{words(`refused.onward.${onward.slice(1)}`)}</LinkButton>
      </ButtonRow>
      <CallUs />
    </>
  )
}

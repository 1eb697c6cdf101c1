import { ProgressIndicator } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'

const STEPS = ['contact', 'check', 'done'] as const

/** Where on the way to a reservation this page is. */
export function Steps({ now }: { now: (typeof STEPS)[number] }) {
  const { words } = usePage()
  const here = STEPS.indexOf(now)
  return (
    <ProgressIndicator
      label={words('common:page.steps')}
      steps={STEPS.map((step, place) => {
        const state = place < here ? 'done' : place === here ? 'current' : 'coming'
        return {
          text: words(`book.steps.${step}`),
          state,
          stateText: state === 'coming' ? undefined : words(`common:page.step-${state}`),
        }
      })}
    />
  )
}

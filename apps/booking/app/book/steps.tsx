import { ProgressIndicator } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'

const STEPS = ['who', 'contact', 'check', 'done'] as const

/** Where on the way to a reservation this page is; `who`: the way asks who comes. */
export function Steps({ now, who }: { now: (typeof STEPS)[number]; who: boolean }) {
  const { words } = usePage()
  const steps = STEPS.filter((it) => who || it !== 'who')
  const here = steps.indexOf(now)
  return (
    <ProgressIndicator
      label={words('common:page.steps')}
      steps={steps.map((step, place) => {
        const state = place < here ? 'done' : place === here ? 'current' : 'coming'
        return {
          text: words(step === 'who' ? 'papers:who.step' : `book.steps.${step}`),
          state,
          stateText: state === 'coming' ? undefined : words(`common:page.step-${state}`),
        }
      })}
    />
  )
}

import { Button, ButtonRow } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { provedDraft } from '../book/draft.ts'
import { identify } from '../identify/identify.ts'
import { CallUs } from '../page/call-us.tsx'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { type Page, type PageArgs, usePage } from '../page/page.tsx'
import type { Waiting } from '../work/waiting.ts'
import { WorkField } from '../work/work-field.tsx'

/** Seconds after which a script that found nothing lets the page go on as without a script. */
const PATIENCE = 20

/**
 * 「確認のため少しお待ちください」: a script solves a challenge and goes on by itself; without a script one stands in line, and
 * goes on by itself too. `?on` is where the browser comes back to. What was typed is kept.
 */
export async function loader({ context: page, request }: PageArgs) {
  const waiting = page.waiting.here()
  if (!waiting) throw redirect('/', 303)
  if (new URL(request.url).searchParams.has('on')) throw await goOn(page, waiting, null)
  const { over } = waiting
  const seconds = typeof over === 'number' ? Math.max(1, Math.ceil((over - page.now.getTime()) / 1000)) : null
  return {
    title: page.words('wait.title'),
    work: await page.challenge(waiting.purpose),
    isFull: over === 'full',
    seconds,
    // In an instant to its place in the line, and on from there when the time is over.
    goesOn: over === 'full' ? undefined : { to: '/wait?on', after: seconds ?? 0 },
  }
}

export async function action({ context: page, request }: PageArgs) {
  const waiting = page.waiting.here()
  if (!waiting) throw redirect('/', 303)
  return goOn(page, waiting, new URLSearchParams(await request.text()).get('solution'))
}

async function goOn(page: Page, waiting: Waiting, solution: string | null) {
  if (!(await page.waiting.isProved(waiting, solution))) return redirect('/wait', 303)
  if (waiting.purpose === 'identification')
    return identify(page, new URLSearchParams(waiting.typed), waiting.door, true)
  const draft = page.draft(null)
  if (draft) await page.keepDraft(provedDraft(draft, page.now))
  return redirect(waiting.next, 303)
}

export default function Wait() {
  const { work, seconds, isFull } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <p>{words('wait.body')}</p>
      {seconds !== null && <p>{words('wait.seconds', { count: seconds })}</p>}
      {isFull && <p>{words('wait.full')}</p>}
      <form method="post" action="/wait" data-submit-once="">
        <HiddenFields />
        <WorkField challenge={work} sendsAfter={seconds ?? PATIENCE} />
        <ButtonRow>
          <Button size="large">{words('wait.button')}</Button>
        </ButtonRow>
      </form>
      <CallUs />
    </>
  )
}

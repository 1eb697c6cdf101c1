import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { doorPath } from '../identify/identify.ts'
import { safeNext } from '../identify/safe-next.ts'
import { CallUs } from '../page/call-us.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'

/** Time is over, nothing is lost: what was chosen is in `next`. */
export function loader({ context: { words }, request }: PageArgs) {
  const query = new URL(request.url).searchParams
  const next = safeNext(query.get('next'))
  return {
    title: words('session-over.title'),
    again: doorPath(query.get('door') === 'my' ? '/my' : '/letter', next),
    kept: next !== null,
  }
}

export default function SessionOver() {
  const { again, kept } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <p>{words('session-over.body')}</p>
      {kept && <p>{words('session-over.kept')}</p>}
      <ButtonRow>
        <LinkButton href={again}>{words('session-over.again')}</LinkButton>
        <LinkButton href="/" kind="secondary">
          {words('common:action.top')}
        </LinkButton>
      </ButtonRow>
      <CallUs />
    </>
  )
}

import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { type PageArgs, usePage } from '../page/page.tsx'

/** Says that nothing is left here, so only where nothing is: this address alone ends nothing. */
export function loader({ context: { words, hadSession } }: PageArgs) {
  if (hadSession) throw redirect('/', 303)
  return { title: words('finish.title') }
}

/** Ends the session and tells the browser to forget what it kept of it. */
export async function action({ context }: PageArgs) {
  await context.endSession()
  return redirect('/finish', { status: 303, headers: { 'clear-site-data': '"cache"' } })
}

export default function Finish() {
  const { words } = usePage()
  return (
    <>
      <p>{words('finish.body')}</p>
      <ButtonRow>
        <LinkButton href="/" kind="secondary">
          {words('common:action.top')}
        </LinkButton>
      </ButtonRow>
    </>
  )
}

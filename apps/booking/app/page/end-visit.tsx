import { Button } from '@madoguchi/ui'
import { HiddenFields } from './hidden-fields.tsx'
import { usePage } from './page.tsx'

/** Ends the session, on a machine that others use too. */
export function EndVisit() {
  const { words } = usePage()
  return (
    <form method="post" action="/finish" className="end-visit no-print">
      <HiddenFields />
      <p>{words('finish.why')}</p>
      <Button kind="secondary" size="small">
        {words('finish.button')}
      </Button>
    </form>
  )
}

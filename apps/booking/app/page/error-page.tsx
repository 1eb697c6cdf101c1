import { ButtonRow, LinkButton } from '@madoguchi/ui'
import { CallUs } from './call-us.tsx'
import { Document } from './document.tsx'
import { usePage } from './page.tsx'

/** What happened, what to do, and where to go on: 404, 503, and 500 for everything else. */
export function ErrorPage({ status }: { status: number }) {
  const { words, path, requestId, busy } = usePage()
  const kind = busy ? 503 : status === 404 ? 404 : 500
  const say = (key: string) => words(`common:error-page.${kind}.${key}`)

  return (
    <Document title={say('title')}>
      <p>{say('body')}</p>
      <p>{say('next')}</p>
      {kind === 500 && <p>{words('common:error-page.500.reference', { id: requestId })}</p>}
      <ButtonRow>
        {kind === 503 && <LinkButton href={path}>{say('retry')}</LinkButton>}
        <LinkButton href="/" kind={kind === 503 ? 'secondary' : 'primary'}>
          {words('common:action.top')}
        </LinkButton>
      </ButtonRow>
      <CallUs />
    </Document>
  )
}

import { lettersWaiting, reissueOpening } from '@madoguchi/core/issuance/letters'
import type { StaffId } from '@madoguchi/core/kernel'
import { Button, ConfirmBlock, Heading, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { handling } from './handling.server.ts'
import { openingView } from './list-view.server.ts'

/** Which opening an address or a form names: the moment in milliseconds, and who. */
function readOpening(from: { get: (name: string) => unknown }) {
  const at = String(from.get('at') ?? '')
  if (!/^\d{13}$/.test(at)) throw data(null, { status: 404 })
  return { openedAt: new Date(Number(at)), staffId: readId<StaffId>(String(from.get('by'))) }
}

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = handling(context)
  const { openedAt, staffId } = readOpening(new URL(request.url).searchParams)
  const { openings } = await lettersWaiting(db, actor, now)
  const found = openings.find((it) => it.staffId === staffId && it.openedAt.getTime() === openedAt.getTime())
  if (!found) throw data(null, { status: 404 })
  return {
    title: pageTitle(context, t('letters:reissue.batch-title')),
    opening: openingView(found),
    at: String(openedAt.getTime()),
    staffId,
  }
}

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, keys, now } = handling(context)
  const opening = readOpening(await request.formData())
  const outcome = await reissueOpening(db, actor, officerIn(context), { ...opening, keys }, now)
  return redirect(`/letters?reissued=${outcome.ok ? outcome.value.replaced : 0}`, 303)
}

export const meta = titled

export default function ReissueBatch() {
  const { t } = useTranslation('letters')
  const { opening, at, staffId } = useLoaderData<typeof loader>()
  const back = (
    <LinkButton kind="secondary" href="/letters">
      {t('open.back')}
    </LinkButton>
  )
  const heading = (
    <>
      <Heading level={1}>{t('reissue.batch-title')}</Heading>
      {opening.fileName && <p>{opening.fileName}</p>}
    </>
  )
  if (opening.live === 0) {
    return (
      <div className="stack">
        {heading}
        <p>{t('reissue.gone')}</p>
        {back}
      </div>
    )
  }
  return (
    <form method="post" action="/letters/reissue" className="stack" data-submit-once>
      <HiddenToken />
      <input type="hidden" name="at" value={at} />
      <input type="hidden" name="by" value={staffId} />
      {heading}
      <ConfirmBlock
        title={t('reissue.batch-question', { at: opening.at, count: opening.live })}
        kind="irreversible"
        actions={
          <>
            <Button kind="danger">{t('reissue.submit')}</Button>
            {back}
          </>
        }
      >
        <p>{t('reissue.batch-by', { name: opening.by })}</p>
        <p>{t('reissue.batch-what')}</p>
        <p>{t('reissue.next')}</p>
        <p>{t('reissue.final')}</p>
      </ConfirmBlock>
    </form>
  )
}

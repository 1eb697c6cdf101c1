import { numberToReissue, reissueLetter } from '@madoguchi/core/issuance/letters'
import type { CardId } from '@madoguchi/core/kernel'
import { Button, ConfirmBlock, ErrorSummary, Heading, LinkButton } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { handling } from './handling.server.ts'

export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = handling(context)
  const cardId = readId<CardId>(params.cardId)
  const number = await numberToReissue(db, actor, cardId)
  if (!number) throw data(null, { status: 404 })
  return {
    title: pageTitle(context, t('letters:reissue.title')),
    cardId,
    numberId: number.id,
    name: number.name,
    venue: number.venueName.ja,
    waits: number.sealed,
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, keys, now } = handling(context)
  const cardId = readId<CardId>(params.cardId)
  const numberId = readId(String((await request.formData()).get('number')))
  const outcome = await reissueLetter(db, actor, officerIn(context), { cardId, numberId, keys }, now)
  if (!outcome.ok) return data({ refused: outcome.reason }, { status: 409 })
  return redirect(`/cards/${cardId}`, 303)
}

export const meta = titled

export default function ReissueCard() {
  const { t } = useTranslation('letters')
  const { cardId, numberId, name, venue, waits } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.refused
  const back = (
    <LinkButton kind="secondary" href={`/cards/${cardId}`}>
      {t('reissue.back-card')}
    </LinkButton>
  )
  const heading = (
    <>
      <Heading level={1}>{t('reissue.title')}</Heading>
      <p>{venue}</p>
    </>
  )
  if (waits && !refused) {
    return (
      <div className="stack">
        {heading}
        <p>{t('reissue.waits')}</p>
        {back}
      </div>
    )
  }
  return (
    <form method="post" className="stack" data-submit-once>
      {refused && (
        <ErrorSummary
          title={t('reissue.refused.title')}
          errors={[{ text: t(`reissue.refused.${refused}`) }]}
        />
      )}
      <HiddenToken />
      <input type="hidden" name="number" value={numberId} />
      {heading}
      <ConfirmBlock
        title={t('reissue.question', { name })}
        kind="irreversible"
        actions={
          <>
            {!refused && <Button kind="danger">{t('reissue.submit')}</Button>}
            {back}
          </>
        }
      >
        <p>{t('reissue.what')}</p>
        <p>{t('reissue.next')}</p>
        <p>{t('reissue.final')}</p>
      </ConfirmBlock>
    </form>
  )
}

import { cardRecord } from '@madoguchi/core/issuance'
import {
  confirmName,
  correctName,
  isInvited,
  NAME_PROBLEMS,
  NAME_REASONS,
} from '@madoguchi/core/issuance/letters'
import type { CardId } from '@madoguchi/core/kernel'
import { Card, DescriptionList, ErrorSummary, Heading, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId, readWord } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { cardView } from '../../visit-view.server.ts'
import { handling } from './handling.server.ts'
import { ConfirmName, CorrectName, fieldOf } from './name-forms.tsx'

export async function loader({ params, context }: OfficeArgs) {
  const { db, actor, t } = handling(context)
  const card = await cardRecord(db, actor, readId<CardId>(params.cardId))
  if (!card) throw data(null, { status: 404 })
  return {
    title: pageTitle(context, t('letters:name.title')),
    card: cardView(card, context),
    possible: isInvited(card.state),
    reasons: NAME_REASONS,
  }
}

export async function action({ params, request, context }: OfficeArgs) {
  const { db, actor, now } = handling(context)
  const cardId = readId<CardId>(params.cardId)
  const form = await request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const outcome = readWord(text('outcome'), ['corrected', 'confirmed'])
  const typed = { name: text('name'), kana: text('kana'), reason: text('reason') || null }
  const shown = { cardId, shown: text('shown') }

  const done =
    outcome === 'corrected'
      ? await correctName(db, actor, officerIn(context), { ...shown, ...typed }, now)
      : await confirmName(db, actor, officerIn(context), { ...shown, reason: typed.reason }, now)
  if (done.ok) return redirect(`/cards/${cardId}?name=${outcome}`, 303)
  if (done.reason === 'no-such-card') throw data(null, { status: 404 })
  const status = (NAME_PROBLEMS as readonly string[]).includes(done.reason) ? 422 : 409
  return data({ refused: done.reason, outcome, typed }, { status })
}

export const meta = titled

export default function NamePage() {
  const { t } = useTranslation('letters')
  const { card, possible, reasons } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()

  return (
    <div className="stack narrow">
      {tried && (
        <ErrorSummary
          title={t('name.refused.title')}
          errors={[{ text: t(`name.refused.${tried.refused}`), href: fieldOf(tried) }]}
        />
      )}
      <Heading level={1}>{t('name.title')}</Heading>
      {card.nameHeld && <p className="attention">{t('name.held')}</p>}
      <Card title={t('name.now')}>
        <DescriptionList
          layout="columns"
          items={[
            { term: t('held.name'), value: card.name },
            { term: t('held.kana'), value: card.kana ?? t('openings.none') },
            { term: t('staff:visit.birth-date'), value: card.birthDate },
            { term: t('staff:visit.notice-number'), value: card.noticeNumber ?? t('openings.none') },
            { term: t('staff:visit.application-id'), value: card.applicationId },
          ]}
        />
      </Card>
      {!possible && <p>{t('name.refused.card-not-here')}</p>}
      {possible && <CorrectName card={card} reasons={reasons} tried={tried} />}
      {possible && card.nameHeld && <ConfirmName card={card} reasons={reasons} tried={tried} />}
      <p>
        <TextLink href={`/cards/${card.id}`}>{t('reissue.back-card')}</TextLink>
      </p>
    </div>
  )
}

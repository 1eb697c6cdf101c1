import {
  Button,
  ButtonRow,
  ConfirmBlock,
  DescriptionList,
  ErrorSummary,
  Heading,
  LinkButton,
  Notice,
  TextLink,
} from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { DecisionTable } from './decision-table.tsx'
import type { HitView } from './hit-view.server.ts'

type Props = {
  id: string
  /** The question part of the address, without what was chosen for all. */
  asked: string
  exception: { kind: string; days: string; where: string; hours: string | null; reason: string }
  changesAnything: boolean
  tooMany: boolean
  lost: number
  lostPlaces: number
  gained: number
  most: number
  hits: HitView[]
  answer?: { refused: string; typed: Record<string, string>; id: string } | undefined
}

/** What a change would do, before it does: the slots, and each reservation with what is to become of it. */
export function ChangePreview(props: Props) {
  const { t } = useTranslation('calendar')
  const { answer, changesAnything, tooMany, hits, most } = props
  const without = hits.filter((it) => it.contact !== 'mail').length
  return (
    <form method="post" className="stack" data-submit-once>
      {answer && (
        <ErrorSummary title={t('refused.title')} errors={[{ text: t(`refused.${answer.refused}`) }]} />
      )}
      <Heading level={1}>{t('preview.title')}</Heading>
      <HiddenToken />
      <input type="hidden" name="id" value={answer?.id ?? props.id} />
      <Facts {...props} />
      {!changesAnything || tooMany ? (
        <Notice
          kind="warning"
          label={t('common:notice.warning')}
          title={t(tooMany ? 'preview.too-many' : 'preview.nothing', { most })}
        >
          <p>{t(tooMany ? 'preview.too-many-what' : 'preview.nothing-what')}</p>
          <TextLink href="/calendar">{t('form.back')}</TextLink>
        </Notice>
      ) : (
        <>
          <Hits {...props} />
          <ConfirmBlock
            title={t('preview.question')}
            actions={
              <>
                <Button>{t('preview.confirm')}</Button>
                <LinkButton kind="secondary" href="/calendar">
                  {t('form.back')}
                </LinkButton>
              </>
            }
          >
            <p>{t(hits.length > 0 ? 'preview.question-what' : 'preview.question-plain')}</p>
            {without > 0 && <p>{t('preview.without-mail', { count: without })}</p>}
          </ConfirmBlock>
        </>
      )}
    </form>
  )
}

function Facts({ exception, lost, lostPlaces, gained }: Props) {
  const { t } = useTranslation('calendar')
  const slots = [
    ...(lost > 0 ? [t('preview.slots-lost', { count: lost, places: lostPlaces })] : []),
    ...(gained > 0 ? [t('preview.slots-gained', { count: gained })] : []),
  ]
  return (
    <DescriptionList
      layout="columns"
      items={[
        { term: t('preview.kind'), value: t(`kind.${exception.kind}`) },
        { term: t('preview.days'), value: exception.days },
        { term: t('preview.where'), value: exception.where },
        ...(exception.hours
          ? [
              {
                term: t(exception.kind === 'closure' ? 'preview.closed-hours' : 'preview.hours'),
                value: exception.hours,
              },
            ]
          : []),
        { term: t('preview.reason'), value: exception.reason },
        { term: t('preview.slots'), value: slots.join('、') || t('preview.slots-same') },
      ]}
    />
  )
}

function Hits({ hits, asked, answer }: Props) {
  const { t } = useTranslation('calendar')
  if (hits.length === 0) return <Heading level={2}>{t('preview.hits-none')}</Heading>
  return (
    <>
      <Heading level={2} id="hits">
        {t('preview.hits', { count: hits.length })}
      </Heading>
      <p>{t('preview.hits-what')}</p>
      <p>{t('preview.hits-move')}</p>
      <nav aria-label={t('preview.all')}>
        <ButtonRow>
          {(['keep', 'move', 'cancel'] as const).map((all) => (
            <LinkButton
              key={all}
              kind="secondary"
              size="small"
              href={`/calendar/change${asked}&all=${all}#hits`}
            >
              {t(`preview.all-${all}`)}
            </LinkButton>
          ))}
        </ButtonRow>
      </nav>
      <DecisionTable hits={hits} typed={answer?.typed} />
    </>
  )
}

import {
  Button,
  ConfirmBlock,
  DescriptionList,
  ErrorSummary,
  Heading,
  LinkButton,
  Notice,
  Row,
  Table,
  TextLink,
} from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { BadDaySamples } from './bad-day-samples.tsx'
import type { badDayWords, effectView, samplesOf } from './bad-day-view.server.ts'

type Props = {
  id: string
  edit: string
  most: number
  words: ReturnType<typeof badDayWords>
  effect: ReturnType<typeof effectView>
  samples: Awaited<ReturnType<typeof samplesOf>>
  answer?: { refused: string; id: string } | undefined
}

/** Whom a bad day meets, before anything happens: in numbers, who must be told by hand, and what the others will read. */
export function BadDayPreview(props: Props) {
  const { t } = useTranslation('calendar')
  const { id, edit, most, words, effect, samples, answer } = props
  const { tooMany, changesAnything } = effect
  return (
    <form method="post" className="stack" data-submit-once>
      {answer && (
        <ErrorSummary title={t('refused.title')} errors={[{ text: t(`refused.${answer.refused}`) }]} />
      )}
      <Heading level={1}>{t('bad-day.preview')}</Heading>
      <HiddenToken />
      <input type="hidden" name="id" value={answer?.id ?? id} />
      <Facts {...props} />
      {tooMany || !changesAnything ? (
        <Notice
          kind="warning"
          label={t('common:notice.warning')}
          title={t(tooMany ? 'preview.too-many' : 'preview.nothing', { most })}
        >
          <p>{t(tooMany ? 'preview.too-many-what' : 'preview.nothing-what')}</p>
          <TextLink href={edit}>{t('bad-day.edit')}</TextLink>
        </Notice>
      ) : (
        <>
          <Met {...props} />
          {effect.met > 0 && <BadDaySamples samples={samples} />}
          <ConfirmBlock
            title={t('bad-day.question')}
            actions={
              <>
                <Button>{t('bad-day.confirm')}</Button>
                <LinkButton kind="secondary" href={edit}>
                  {t('bad-day.edit')}
                </LinkButton>
              </>
            }
          >
            <p>{t('bad-day.question-what', { count: words.wait })}</p>
            {effect.byHand.length > 0 && <p>{t('bad-day.question-by-hand')}</p>}
          </ConfirmBlock>
        </>
      )}
    </form>
  )
}

function Facts({ words, effect }: Props) {
  const { t } = useTranslation('calendar')
  const { exception } = words
  return (
    <DescriptionList
      layout="columns"
      items={[
        { term: t('bad-day.cause'), value: words.cause },
        { term: t('bad-day.when'), value: `${exception.days} ${exception.hours ?? t('bad-day.all-day')}` },
        { term: t('preview.where'), value: exception.where },
        { term: t('preview.reason'), value: exception.reason },
        {
          term: t('preview.slots'),
          value: t('preview.slots-lost', { count: effect.lost, places: effect.lostPlaces }),
        },
        { term: t('bad-day.answer'), value: words.answer },
        ...(words.makeUp ? [{ term: t('bad-day.make-up'), value: words.makeUp }] : []),
        ...(words.answerBy ? [{ term: t('bad-day.answerBy'), value: words.answerBy }] : []),
      ]}
    />
  )
}

function Met({ effect }: Props) {
  const { t } = useTranslation('calendar')
  const { met, counts, placed, placedOn, without, byHand, byHandMore } = effect
  if (met === 0) return <Heading level={2}>{t('preview.hits-none')}</Heading>
  return (
    <>
      <Heading level={2}>{t('preview.hits', { count: met })}</Heading>
      {placed > 0 && <p>{t('bad-day.placed', { count: placed, days: placedOn })}</p>}
      {without > 0 && (
        <Notice
          kind="warning"
          label={t('common:notice.warning')}
          title={t('bad-day.without', { count: without })}
        >
          <p>{t('bad-day.without-what')}</p>
        </Notice>
      )}
      <Table caption={t('bad-day.counts')} columns={[t('bad-day.by'), t('bad-day.of'), t('bad-day.count')]}>
        {counts.flatMap(({ by, list }) =>
          list.map(({ of, count }) => (
            <Row key={`${by} ${of}`}>
              <th scope="row">{t(`bad-day.counted.${by}`)}</th>
              <td>{of}</td>
              <td>{t('bad-day.number', { count })}</td>
            </Row>
          )),
        )}
      </Table>
      {byHand.length > 0 && (
        <>
          <Heading level={2}>{t('bad-day.by-hand', { count: byHand.length + byHandMore })}</Heading>
          <p>{t('bad-day.by-hand-what')}</p>
          <Table
            caption={t('bad-day.by-hand-caption')}
            captionHidden
            columns={['number', 'when', 'name', 'procedure', 'contact'].map((it) => t(`decide.${it}`))}
          >
            {byHand.map((hit) => (
              <Row key={hit.id}>
                <th scope="row">
                  <TextLink href={`/reservations/${hit.id}`}>{hit.number}</TextLink>
                </th>
                <td>{`${hit.when} ${hit.venue}`}</td>
                <td>{hit.name}</td>
                <td>{hit.procedure}</td>
                <td>{t(`decide.contacts.${hit.contact}`)}</td>
              </Row>
            ))}
          </Table>
          {byHandMore > 0 && <p>{t('bad-day.by-hand-more', { count: byHandMore })}</p>}
        </>
      )}
    </>
  )
}

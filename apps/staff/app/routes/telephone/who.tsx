import { Button, Card, DescriptionList, Field, LinkButton, TextInput, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { CardState, ReservationState } from '../../state-badge.tsx'
import { BeginAt } from './begin-at.tsx'
import { People } from './people.tsx'
import { useCall } from './use-call.ts'

/** 左：どなた. The search, what it found, or whoever was found. */
export function Who({ begin }: { begin: string | null }) {
  const { t } = useTranslation('telephone')
  const { caller, joining, seeking, afresh, here, stage } = useCall()
  return (
    <Card title={t('who.title')}>
      {caller && (
        <>
          <CallerFacts />
          <People />
          <p>
            <TextLink href={joining ? joining.back : afresh}>
              {t(joining ? 'join.back' : 'who.afresh')}
            </TextLink>
          </p>
        </>
      )}
      {seeking && (
        <>
          {joining && <h3>{t('join.title')}</h3>}
          <form method="post" action={here}>
            <HiddenToken />
            <input type="hidden" name="intent" value="find" />
            <Field id="who" label={t('who.find')} support={t('who.support')}>
              <TextInput
                name="q"
                type="search"
                autoComplete="off"
                spellCheck={false}
                maxLength={200}
                {...(begin === 'find' && stage === 'find' ? { autoFocus: true, 'data-autofocus': '' } : {})}
              />
            </Field>
            <Button>{t('who.submit')}</Button>
          </form>
          <BeginAt here={begin === 'who'}>
            <Hits />
          </BeginAt>
          <WithoutLetter />
        </>
      )}
    </Card>
  )
}

function Hits() {
  const { t } = useTranslation('telephone')
  const { found } = useCall()
  if (!found) return null
  if (found.hits.length === 0) return <p role="status">{t('who.none')}</p>
  return (
    <ul className="call-hits">
      {found.hits.map((hit) => (
        <li key={hit.href}>
          <TextLink href={hit.href}>
            {hit.name}
            {hit.kana && hit.kana !== hit.name && `（${hit.kana}）`}
          </TextLink>
          <span>{hit.birthDate}</span>
          {hit.reservation && <span>{hit.reservation}</span>}
          {hit.reservationState && <ReservationState state={hit.reservationState} />}
        </li>
      ))}
      {found.more && <li>{t('who.more')}</li>}
    </ul>
  )
}

function WithoutLetter() {
  const { t } = useTranslation('telephone')
  const { procedures: own, joining } = useCall()
  const procedures = joining?.procedures ?? own
  return (
    <details className="without-letter">
      <summary>{t('who.without-letter')}</summary>
      <ul>
        {procedures.map(({ href, text }) => (
          <li key={href}>
            <TextLink href={href}>{text}</TextLink>
          </li>
        ))}
      </ul>
    </details>
  )
}

function CallerFacts() {
  const { t } = useTranslation('telephone')
  const { caller } = useCall()
  if (!caller) return null
  const { visit } = caller
  const none = t('staff:visit.none')
  const known = caller.name !== null || caller.kana !== null
  return (
    <>
      {known ? (
        <DescriptionList
          layout="columns"
          items={[
            { term: t('staff:today.name'), value: caller.name ?? none },
            { term: t('staff:today.kana'), value: caller.kana ?? none },
            { term: t('staff:visit.birth-date'), value: caller.birthDate ?? none },
            ...(caller.cardState
              ? [{ term: t('staff:visit.card'), value: <CardState state={caller.cardState} /> }]
              : []),
            ...(visit ? [{ term: t('staff:visit.contact'), value: visit.contact || none }] : []),
          ]}
        />
      ) : (
        <p>{t('who.unknown', { procedure: caller.procedure })}</p>
      )}
      {known && <p className="call-hint">{t('who.check')}</p>}
      {visit && (
        <>
          <h3>{t('staff:visit.reservation')}</h3>
          <p>
            {visit.when}　{visit.venue} <ReservationState state={visit.state} />
          </p>
          <ul className="call-events">
            {visit.events.map((it) => (
              <li key={it.key}>
                {t('who.event', { ...it, act: t(`staff:event.${it.act}`) })}
                {it.reason && `（${t(`staff:reason.${it.reason}`)}）`}
              </li>
            ))}
          </ul>
          <LinkButton kind="secondary" size="small" href={visit.href}>
            {t('who.to-visit')}
          </LinkButton>
        </>
      )}
    </>
  )
}

import { BigNumber, Card, LinkButton } from '@madoguchi/ui'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { BeginAt } from './begin-at.tsx'
import { useCall } from './use-call.ts'

/** 右：話すこと. What is asked, what is read back, what to bring; and the rules that the telephone has to keep. */
export function Script({ begin }: { begin: string | null }) {
  const { t } = useTranslation('telephone')
  const { caller, script, form, rules, afresh, done, joining } = useCall()
  const asks = joining
    ? 'join'
    : !caller
      ? 'who'
      : form
        ? 'form'
        : caller.visit && !caller.visit.changing
          ? 'visit'
          : 'when'
  return (
    <div className="stack">
      <Card title={t('script.title')}>
        <BeginAt here={begin === 'script'}>
          {!done && !form && (caller?.name ?? caller?.kana) && (
            <p className="call-say">{t('script.say.check')}</p>
          )}
          {!done && <p className="call-say">{t(`script.say.${asks}`)}</p>}
          {script?.number && (
            <>
              <BigNumber label={t('script.number')} value={script.number.shown} />
              <p className="call-say">{t('script.say.number', { number: script.number.spoken })}</p>
            </>
          )}
          {script?.when && (
            <p className="call-say">
              {t('script.say.place', { when: script.when, venue: script.venue, procedure: script.procedure })}
            </p>
          )}
          <Bring />
          {done && (
            <LinkButton kind="secondary" href={afresh}>
              {t('script.next-call')}
            </LinkButton>
          )}
        </BeginAt>
      </Card>
      <Card title={t('rules.title')}>
        <ul>
          {rules.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      </Card>
    </div>
  )
}

function Bring() {
  const { t } = useTranslation('telephone')
  const { script } = useCall()
  return script?.bring.map((bring) => (
    <Fragment key={bring.key}>
      <h3>{bring.name ? t('script.bring-of', { name: bring.name }) : t('script.bring')}</h3>
      {bring.refusal && <p className="attention">{bring.refusal}</p>}
      <ul>
        {bring.lines.map(({ text, anyOf }) => (
          <li key={text}>
            {text}
            {anyOf.length > 0 && `（${anyOf.join('／')}）`}
          </li>
        ))}
      </ul>
      <p>{[bring.fee, ...bring.conditions].join('　')}</p>
      {bring.notes.map((it) => (
        <p key={it}>{it}</p>
      ))}
      {bring.lists.length > 0 && (
        <details>
          <summary>{t('papers:list.about')}</summary>
          {bring.lists.map(({ title, text }) => (
            <p key={title}>
              {title}：{text}
            </p>
          ))}
        </details>
      )}
    </Fragment>
  ))
}

import { weekdayNames } from '@madoguchi/i18n/format'
import {
  Button,
  ButtonRow,
  Card,
  Field,
  LinkButton,
  MonthCalendar,
  Select,
  TabLinks,
  TextLink,
  TimeList,
} from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { BeginAt } from './begin-at.tsx'
import { BookingForm } from './booking-form.tsx'
import { JoinForm } from './join-form.tsx'
import { useCall } from './use-call.ts'
import { useMarks } from './use-marks.ts'

/** 中：何を・いつ. */
export function When({ begin }: { begin: string | null }) {
  const { t } = useTranslation('telephone')
  const { caller, form, when, joining } = useCall()
  return (
    <Card title={t('when.title')} look="key">
      <BeginAt here={begin === 'when' || begin === 'form' || begin === 'join'}>
        {!caller && <p>{t('when.first-who')}</p>}
        {caller?.procedure && <p className="call-procedure">{caller.procedure}</p>}
        {joining ? <JoinForm /> : form ? <BookingForm /> : <Standing />}
        {when && !form && <Times />}
      </BeginAt>
    </Card>
  )
}

/** What may be done with the reservation as it stands, or why none can be made. */
function Standing() {
  const { t } = useTranslation('telephone')
  const { caller, here, noSlotNow } = useCall()
  if (!caller) return null
  const { visit } = caller
  if (!visit) {
    return (
      <>
        {!caller.procedure && <p className="attention">{t('refused.no-such-procedure')}</p>}
        {caller.unbookable && <p className="attention">{caller.unbookable}</p>}
        {noSlotNow && <p className="attention">{t('refused.no-slot-now')}</p>}
      </>
    )
  }
  if (visit.changing) return <p>{t('when.changing', { when: visit.when, venue: visit.venue })}</p>
  return (
    <>
      <p>
        {visit.when}　{visit.venue}
      </p>
      {caller.unbookable && <p className="attention">{caller.unbookable}</p>}
      <ButtonRow>
        {visit.change && <LinkButton href={visit.change}>{t('when.change')}</LinkButton>}
        {visit.again && <LinkButton href={visit.again}>{t('when.again')}</LinkButton>}
      </ButtonRow>
      {visit.cancels.length > 0 && (
        <form method="post" action={here} className="call-cancel" data-submit-once>
          <HiddenToken />
          <input type="hidden" name="intent" value="cancel" />
          <Field id="cancel-reason" label={t('staff:cancel.reason')}>
            <Select
              name="cancelReason"
              options={visit.cancels.map((value) => ({ value, label: t(`staff:reason.${value}`) }))}
            />
          </Field>
          <Button kind="danger">{t('when.cancel')}</Button>
        </form>
      )}
    </>
  )
}

function Times() {
  const { t } = useTranslation('telephone')
  const { when, walkIn, counts } = useCall()
  const marks = useMarks(when?.days.some((it) => it.state === 'no-booking'))
  if (!when) return null
  return (
    <>
      <h3>{t('when.earliest')}</h3>
      {when.first.length === 0 && <p>{t('when.none-free')}</p>}
      <ul className="call-first">
        {when.first.map((it) => (
          <li key={it.href}>
            <TextLink href={it.href}>
              {it.when}　{it.venue}
            </TextLink>
            <span>{it.left}</span>
          </li>
        ))}
      </ul>
      {walkIn && (
        <p>
          <LinkButton kind="secondary" size="small" href={walkIn}>
            {t('when.walk-in')}
          </LinkButton>
        </p>
      )}
      {counts.length > 1 && <TabLinks label={t('people.how-many')} tabs={counts} />}
      <TabLinks label={t('when.by')} tabs={when.channels} />
      <TabLinks label={t('staff:visit.venue')} tabs={when.venues} />
      <MonthCalendar
        caption={when.month}
        weekdays={weekdayNames('ja')}
        days={when.days}
        marks={marks}
        legend={t('common:calendar.legend')}
        previous={when.previous}
        next={when.next}
      />
      {when.special.length > 0 && (
        <ul>
          {when.special.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      )}
      {when.day && <h3 id="times">{when.day}</h3>}
      {when.reception.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <TimeList times={when.times} marks={marks} />
    </>
  )
}

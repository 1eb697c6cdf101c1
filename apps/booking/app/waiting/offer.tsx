import type { Waiting } from '@madoguchi/core/booking'
import { formatTime } from '@madoguchi/i18n/format'
import { Button, ButtonRow, Card, LinkButton } from '@madoguchi/ui'
import { bookPath } from '../book/book-path.ts'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { useDates } from '../page/use-dates.ts'
import { useLocal } from '../page/use-local.ts'

type InLineProps = { waiting: Waiting }

/** Where somebody stands in the line: what is held for them until when, or what they wait for; each with the way out. */
export function InLine({ waiting }: InLineProps) {
  const { words, language } = usePage()
  const dates = useDates()
  const local = useLocal()
  const { id, standing, startsAt, slotId, until, offeredVenue, procedureCode } = waiting
  const leave = (text: string) => (
    <form method="post" action="/waiting" data-submit-once="">
      <HiddenFields facts={{ leave: id }} />
      <Button kind="secondary">{text}</Button>
    </form>
  )
  if (standing === 'offered' && startsAt && slotId && until) {
    return (
      <Card look="key" title={words('line.offered')}>
        <p>
          <strong>{dates.dateTime(startsAt)}</strong>
          <br />
          {offeredVenue && local(offeredVenue)}
        </p>
        <p>
          {words('line.until', {
            until: `${dates.date(until, 'short')} ${formatTime(language, until)}`,
          })}
        </p>
        <ButtonRow>
          <LinkButton size="large" href={bookPath('/book/who', procedureCode, slotId)}>
            {words('line.book')}
          </LinkButton>
        </ButtonRow>
        {leave(words('line.decline'))}
      </Card>
    )
  }
  return (
    <>
      <p>{words('line.waits')}</p>
      <p>
        {words('line.days-said', {
          from: dates.date(waiting.fromOn, 'short'),
          until: dates.date(waiting.untilOn, 'short'),
        })}
        <br />
        {waiting.venueName ? local(waiting.venueName) : words('line.any')}
      </p>
      <p>{words('line.told')}</p>
      {leave(words('line.leave'))}
    </>
  )
}

import type { FreeSlot } from '@madoguchi/core/availability'
import type { TypedDate } from '@madoguchi/core/identity'
import type { LocalText, Procedure, TenantVenue } from '@madoguchi/core/tenancy'
import { formatDate, formatDateTime, formatTimeRange } from '@madoguchi/i18n/format'
import { Button, ButtonRow, Heading, SummaryList, TimeChoices } from '@madoguchi/ui'
import { availabilityPath } from '../availability/availability-query.ts'
import { marksIn } from '../availability/marks.ts'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import type { WrongFields } from './read-visitor.ts'
import { ContactFields, PersonFields } from './visitor-fields.tsx'

/** What the check page shows; made by the loader of routes/book.tsx. */
export type Check = {
  procedure: Procedure
  slot: FreeSlot | undefined
  venue: TenantVenue | undefined
  reason?: string | undefined
  wrong: WrongFields
  typed: { kana: string; mail: string; telephone: string; birth: TypedDate } | undefined
  requestId: string
  others: { id: string; startsAt: Date; state: 'free' | 'few'; venue: LocalText | undefined }[]
}

/** Check, add the contact, book. After "full" the same form, with the next best times in the place of the lost one. */
export function BookForm({ check }: { check: Check }) {
  const { words, policy } = usePage()
  const local = useLocal()
  const { procedure, slot, reason, wrong, typed, requestId } = check
  const slotId = reason ? undefined : slot?.id

  return (
    <form
      method="post"
      action={`/book?procedure=${procedure.code}${slot ? `&slot=${slot.id}` : ''}`}
      data-submit-once=""
      noValidate
    >
      <HiddenFields facts={{ requestId, slot: slotId }} />
      {reason ? <OtherTimes check={check} /> : <Summary check={check} />}
      {!procedure.needsCard && <PersonFields typed={typed} wrong={wrong} />}
      <Heading level={2}>{words('book.contact')}</Heading>
      <p>{local(policy.texts.contact)}</p>
      <ContactFields typed={typed} wrong={wrong} />
      <p>{local(policy.texts.late)}</p>
      <ButtonRow>
        <Button size="large">{words(reason ? 'book.button-other' : 'book.button')}</Button>
      </ButtonRow>
    </form>
  )
}

function Summary({ check: { procedure, slot, venue } }: { check: Check }) {
  const { words, language } = usePage()
  const local = useLocal()
  if (!slot || !venue) return null
  const there = { procedure: procedure.code, venue: venue.code, day: slot.date }
  const ends = new Date(slot.startsAt.getTime() + slot.minutes * 60_000)
  return (
    <SummaryList
      rows={[
        {
          term: words('book.procedure'),
          value: local(procedure.name),
          change: procedure.needsCard
            ? undefined
            : { href: '/procedures', label: words('book.change-procedure') },
        },
        {
          term: words('book.venue'),
          value: local(venue.name),
          change: {
            href: `${availabilityPath({ procedure: procedure.code })}#venues`,
            label: words('book.change-venue'),
          },
        },
        {
          term: words('book.when'),
          value: (
            <>
              {formatDate(language, slot.startsAt)}
              <br />
              {formatTimeRange(language, slot.startsAt, ends)}
            </>
          ),
          change: { href: `${availabilityPath(there)}#times`, label: words('book.change-when') },
        },
      ]}
    />
  )
}

/** The place is gone: the next best, as answers to the same question. */
function OtherTimes({ check: { procedure, others, reason, wrong } }: { check: Check }) {
  const { words, language, heading } = usePage()
  const local = useLocal()
  return (
    <>
      {!heading?.problems && <p>{words(`refused.${reason}`)}</p>}
      <p>{local(procedure.name)}</p>
      <TimeChoices
        id="slot"
        name="slot"
        label={words('book.other-times')}
        required={words('common:field.required')}
        error={wrong.slot && words(`book.wrong.${wrong.slot}`)}
        marks={marksIn(words)}
        times={others.map(({ id, startsAt, state, venue }) => ({
          value: id,
          time: `${formatDateTime(language, startsAt, { length: 'short' })} ${venue ? local(venue) : ''}`.trim(),
          state,
        }))}
      />
      <p>
        <a href={availabilityPath({ procedure: procedure.code })}>{words('book.whole-calendar')}</a>
      </p>
    </>
  )
}

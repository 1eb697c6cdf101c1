import type { FreeSlot } from '@madoguchi/core/availability'
import type { Hold } from '@madoguchi/core/booking'
import type { Procedure, TenantVenue } from '@madoguchi/core/tenancy'
import { Button, ButtonRow, Heading } from '@madoguchi/ui'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { WorkField } from '../work/work-field.tsx'
import { asksWho } from './asks-who.ts'
import { bookPath } from './book-path.ts'
import { ChosenPlace } from './chosen-place.tsx'
import type { Typed } from './draft.ts'
import { ExtendHold } from './hold.tsx'
import type { WrongFields } from './read-visitor.ts'
import { Steps } from './steps.tsx'
import { ContactFields, PersonFields } from './visitor-fields.tsx'
import { whoIn } from './who-fields.ts'

type ContactFormProps = {
  procedure: Procedure
  slot: FreeSlot
  venue: TenantVenue
  hold: Hold | undefined
  typed: Typed
  wrong: WrongFields
  /** A challenge, which the browser solves meanwhile; only of somebody without a letter. */
  work: string | undefined
}

/** Who comes, if no letter says so, and where a confirmation goes. Nothing is booked by it. */
export function ContactForm({ procedure, slot, venue, hold, typed, wrong, work }: ContactFormProps) {
  const { words, policy } = usePage()
  const local = useLocal()
  return (
    <>
      <Steps now="contact" who={asksWho(procedure)} />
      <ChosenPlace slot={slot} venue={venue} hold={hold} />
      <form method="post" action={bookPath('/book/check', procedure.code, slot.id)} noValidate>
        <HiddenFields facts={whoIn(typed)} />
        {!procedure.needsCard && <PersonFields typed={typed} wrong={wrong} />}
        <Heading level={2}>{words('book.contact')}</Heading>
        <p>{local(policy.texts.contact)}</p>
        <ContactFields typed={typed} wrong={wrong} sms={policy.sms} />
        {work && <WorkField challenge={work} />}
        <ButtonRow>
          <Button size="large">{words('book.to-check')}</Button>
          <ExtendHold hold={hold} />
        </ButtonRow>
      </form>
    </>
  )
}

import {
  type Coming,
  comersFor,
  type Hold,
  PROXY_REASONS,
  proofsOf,
  reasonsFor,
} from '@madoguchi/core/booking'
import type { PlainDate } from '@madoguchi/core/calendar'
import type { Procedure } from '@madoguchi/core/tenancy'
import { Button, ButtonRow, LinkButton, RadioGroup } from '@madoguchi/ui'
import { HiddenFields } from '../page/hidden-fields.tsx'
import { usePage } from '../page/page.tsx'
import { ExtendHold } from './hold.tsx'

type WhoFormProps = {
  action: string
  button: string
  /** The way out, where something was said before. */
  keep?: { href: string; text: string }
  procedure: Procedure
  /** The day of the visit. */
  on: PlainDate
  /** Of the card's owner; null when nobody is known yet. */
  birthDate: PlainDate | null
  coming: Coming
  /** On the way to a reservation. */
  hold?: Hold | undefined
  wrong: { field: string; text: string } | null
}

/**
 * 窓口に来る方: asked once, in plain words. The usual answer is given already, so that it is one press. What only some
 * are asked stands under the answer that it belongs to (resident.css shows it then; an old browser shows it always).
 */
export function WhoForm({
  action,
  button,
  keep,
  procedure,
  on,
  birthDate,
  coming,
  hold,
  wrong,
}: WhoFormProps) {
  const { words } = usePage()
  const say = (key: string, facts?: Record<string, string>) => words(`papers:${key}`, facts)
  const isPickup = procedure.papers === 'pickup'
  const comers = comersFor(procedure.papers, birthDate, on)
  const errorOf = (field: string) => (wrong?.field === field ? wrong.text : undefined)
  const yesNo = [
    { value: 'yes', label: say('who.yes') },
    { value: 'no', label: say('who.no') },
  ]
  return (
    <>
      <p>{say(comers.includes('self') ? 'who.lead' : 'who.lead-child')}</p>
      <form method="post" action={action} className="who" noValidate>
        <HiddenFields />
        <RadioGroup
          id="comer"
          name="comer"
          label={say('who.comer')}
          error={errorOf('comer')}
          defaultValue={comers.includes(coming.comer) ? coming.comer : comers[0]}
          choices={comers.map((value) => ({
            value,
            label: say(`comer.${value}`),
            note: value === 'proxy' && isPickup ? say('who.proxy-note') : undefined,
          }))}
        />
        <div className="who-more" data-of="guardian">
          <RadioGroup
            id="on-record"
            name="on-record"
            label={say('who.on-record')}
            support={say('who.on-record-support')}
            layout="row"
            defaultValue={coming.guardianIsOnRecord ? 'yes' : 'no'}
            choices={yesNo}
          />
        </div>
        {isPickup && (
          <>
            <div className="who-more" data-of="proxy">
              <RadioGroup
                id="reason"
                name="reason"
                label={say('who.reason')}
                support={say('who.reason-support')}
                error={errorOf('reason')}
                defaultValue={coming.reason ?? reasonKnown(birthDate, on)}
                choices={reasonsFor(birthDate, on).map((value) => ({
                  value,
                  label: say(`reason.${value}`),
                  note: say('who.proofs', {
                    proofs: proofsOf(value)
                      .map((it) => say(`proof.${it}`))
                      .join(say('way.or')),
                  }),
                }))}
              />
            </div>
            <RadioGroup
              id="notice"
              name="notice"
              label={say('who.notice')}
              error={errorOf('notice')}
              layout="row"
              defaultValue={coming.hasNotice === false ? 'no' : 'yes'}
              choices={yesNo}
            />
            <RadioGroup
              id="changed"
              name="changed"
              label={say('who.changed')}
              layout="row"
              defaultValue={coming.changedSinceApplication ? 'yes' : 'no'}
              choices={yesNo}
            />
          </>
        )}
        <ButtonRow>
          <Button size="large">{button}</Button>
          <ExtendHold hold={hold} />
          {keep && (
            <LinkButton kind="secondary" href={keep.href}>
              {keep.text}
            </LinkButton>
          )}
        </ButtonRow>
      </form>
    </>
  )
}

/** A reason that the birth date tells is not asked: it is chosen already. */
const reasonKnown = (birthDate: PlainDate | null, on: PlainDate) =>
  birthDate ? PROXY_REASONS.find((it) => it === 'aged' && reasonsFor(birthDate, on).includes(it)) : undefined

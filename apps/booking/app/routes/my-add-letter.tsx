import { myLettersShown, pickupProcedure, usualComing } from '@madoguchi/core/booking'
import { dateAt } from '@madoguchi/core/calendar'
import { showLetter } from '@madoguchi/core/identity'
import { TextLink } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { changeMyPeople, changingPeople, type NotChanged } from '../basket/adding.ts'
import { readBirth, typedBirth } from '../forms/read-date.ts'
import type { Unidentified } from '../identify/identify.ts'
import { IdentifyForm } from '../identify/identify-form.tsx'
import { READ_NUMBER } from '../identify/read-number.ts'
import { type PageArgs, type Problem, usePage } from '../page/page.tsx'

export async function loader(args: PageArgs) {
  const { words, takeNote } = args.context
  const { reservation } = await changingPeople(args)
  const answer = (takeNote(`/my/${reservation.id}/add/letter`) ?? undefined) as Unidentified | undefined
  return {
    title: words('basket:letter-title'),
    id: reservation.id,
    answer,
    problems: answer?.problems,
    summary: answer?.summary,
  }
}

/** The letter of whoever comes along: shown for this session alone, under the guards of every identification. */
export async function action(args: PageArgs) {
  const page = args.context
  const { words, now, db, tenant, sessionHash } = page
  const mine = await changingPeople(args)
  const { id, startsAt } = mine.reservation
  const here = `/my/${id}/add/letter`
  const form = new URLSearchParams(await args.request.text())
  const number = READ_NUMBER['/letter'](page, (form.get('number') ?? '').slice(0, 60))
  const birth = readBirth(form, now)
  const say = (problems: Problem[], more: Partial<Unidentified> = {}) => {
    const typed = { number: (form.get('number') ?? '').slice(0, 60), birth: typedBirth(form) }
    page.leaveNote(here, { problems, typed, ...more } satisfies Unidentified)
    return redirect(here, 303)
  }
  if ('problem' in number || !birth.ok) {
    const numberError = 'problem' in number ? number.problem : undefined
    const birthError = birth.ok ? undefined : words(`identify.wrong.${birth.reason}`)
    return say(
      [
        ...(numberError ? [{ text: numberError, field: 'number' }] : []),
        ...(birthError ? [{ text: birthError, field: 'birth' }] : []),
      ],
      { numberError, birthError },
    )
  }
  if (!sessionHash) return redirect(`/my/${id}`, 303)
  const claim = { numberHmac: number.numberHmac, birthDate: birth.value, addressHmac: page.addressHmac() }
  const shown = await showLetter(db, tenant.id, { secretHash: sessionHash, claim }, now)
  if (!shown.ok) {
    if (shown.alarm) page.alert('many-identification-failures')
    // While the alarm stands nothing is looked at; here one is asked to ring instead of to work.
    const refusal =
      shown.reason === 'proof-needed' || shown.reason === 'session-over' ? 'too-many-tries' : shown.reason
    return say([{ text: words(`identify.refused.${refusal}`), field: 'number' }], { refusal })
  }
  const letter = (await myLettersShown(db, mine.actor, sessionHash, now)).at(-1)
  const procedure = letter && pickupProcedure(page.policy, letter.kind)
  if (!letter || !procedure) return redirect(`/my/${id}/add`, 303)
  const coming = usualComing(procedure, letter.birthDate, dateAt(startsAt))
  const person = { procedures: [procedure.code], cardId: letter.cardId, birthDate: letter.birthDate, coming }
  const refused = await changeMyPeople(args, mine, { act: 'add', person })
  if (refused) {
    page.leaveNote(`/my/${id}/add`, { reason: refused } satisfies NotChanged)
    return redirect(`/my/${id}/add`, 303)
  }
  // Who comes for them, asked once: a child is brought by a parent unless that is said otherwise.
  const added = (await changingPeople(args)).people.at(-1)
  return redirect(`/my/${id}/who?person=${added?.id ?? ''}`, 303)
}

export default function MyAddLetter() {
  const { id, answer } = useLoaderData<typeof loader>()
  const { words } = usePage()
  return (
    <>
      <p>{words('basket:letter-lead')}</p>
      <IdentifyForm
        action={`/my/${id}/add/letter`}
        label={words('letter.number')}
        support={words('letter.number-support')}
        button={words('basket:letter-button')}
        answer={answer}
      />
      <p>
        <TextLink href={`/my/${id}/add`}>{words('basket:back')}</TextLink>
      </p>
    </>
  )
}

import { readInquiryNumber } from '@madoguchi/core/issuance'
import { TextLink } from '@madoguchi/ui'
import { useActionData, useLoaderData } from '@remix-run/react'
import { identify, type ReadNumber } from '../identify/identify.ts'
import { IdentifyForm } from '../identify/identify-form.tsx'
import { safeNext } from '../identify/safe-next.ts'
import { type Page, type PageArgs, usePage } from '../page/page.tsx'

export function loader({ context: { words }, request }: PageArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next')) ?? undefined
  return { title: words('letter.title'), next }
}

export async function action({ context, request }: PageArgs) {
  const form = new URLSearchParams(await request.text())
  return identify(context, form, readNumber(context, form.get('number') ?? ''), '/card')
}

function readNumber({ words, numberHmac }: Page, typed: string): ReadNumber {
  if (typed.trim() === '') return { problem: words('identify.wrong.inquiry-number-missing') }
  const read = readInquiryNumber(typed)
  if (!read.ok) return { problem: words(`identify.wrong.${read.reason}`, { ...read, ok: 0 }) }
  return { numberHmac: numberHmac(read.value), reservationNumber: null }
}

export default function Letter() {
  const { next } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { words } = usePage()

  return (
    <>
      <p>{words('letter.lead')}</p>
      <IdentifyForm
        action="/letter"
        label={words('letter.number')}
        support={words('letter.number-support')}
        button={words('letter.next')}
        next={next}
        answer={answer}
      />
      <p>
        {words('letter.lost')} <TextLink href="/my">{words('letter.have-reservation')}</TextLink>
      </p>
    </>
  )
}

import { TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { identify, unidentified } from '../identify/identify.ts'
import { IdentifyForm } from '../identify/identify-form.tsx'
import { safeNext } from '../identify/safe-next.ts'
import { type PageArgs, usePage } from '../page/page.tsx'

export function loader({ context: page, request }: PageArgs) {
  const next = safeNext(new URL(request.url).searchParams.get('next')) ?? undefined
  const answer = unidentified(page, '/letter')
  return {
    title: page.words('letter.title'),
    problems: answer?.problems,
    summary: answer?.summary,
    next,
    answer,
  }
}

export const action = async ({ context, request }: PageArgs) =>
  identify(context, new URLSearchParams(await request.text()), '/letter')

export default function Letter() {
  const { next, answer } = useLoaderData<typeof loader>()
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

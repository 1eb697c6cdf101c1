import { IdentifyForm } from '../identify/identify-form.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'

/** Where the QR code of a letter leads: its token stands behind `#`, which no server and no log ever sees (security.md §5, 1). */
export function loader({ context: { words } }: PageArgs) {
  return { title: words('qr.title') }
}

export default function QrLetter() {
  const { words } = usePage()
  return (
    <>
      <p data-unless-filled="">{words('qr.lead')}</p>
      <p data-when-filled="" hidden>
        {words('qr.lead-filled')}
      </p>
      <IdentifyForm
        action="/letter"
        label={words('letter.number')}
        support={words('qr.number-support')}
        button={words('letter.next')}
        fromHash
      />
    </>
  )
}

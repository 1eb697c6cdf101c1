import { Heading } from '@madoguchi/ui'
import { CallUs } from '../page/call-us.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'

export function loader({ context: { words } }: PageArgs) {
  return { title: words('privacy.title') }
}

/** What is asked, what for, and when it is deleted; in the municipality's own days. */
export default function Privacy() {
  const { words, policy } = usePage()
  return (
    <>
      <p>{words('privacy.lead')}</p>
      <Heading level={2}>{words('privacy.what-title')}</Heading>
      <ul>
        <li>{words('privacy.identify')}</li>
        <li>{words('privacy.contact', { days: policy.retention.contactDays })}</li>
        {policy.sms && <li>{words('privacy.sms')}</li>}
        <li>{words('privacy.person')}</li>
        <li>{words('papers:who.privacy')}</li>
        <li>{words('privacy.cookies')}</li>
      </ul>
      <Heading level={2}>{words('privacy.never-title')}</Heading>
      <p>{words('privacy.never')}</p>
      <CallUs>{words('privacy.ask')}</CallUs>
    </>
  )
}

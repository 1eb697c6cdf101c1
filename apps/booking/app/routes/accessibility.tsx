import { Heading } from '@madoguchi/ui'
import { CallUs } from '../page/call-us.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'

export function loader({ context: { words } }: PageArgs) {
  return { title: words('accessibility.title') }
}

/** How we see to it that everyone can use this site, and whom to tell when they cannot. */
export default function Accessibility() {
  const { words } = usePage()
  return (
    <>
      <p>{words('accessibility.standard')}</p>
      <Heading level={2}>{words('accessibility.what-title')}</Heading>
      <ul>
        {['script', 'keyboard', 'zoom', 'colour', 'languages'].map((key) => (
          <li key={key}>{words(`accessibility.what.${key}`)}</li>
        ))}
      </ul>
      <Heading level={2}>{words('accessibility.trouble-title')}</Heading>
      <CallUs>{words('accessibility.trouble')}</CallUs>
    </>
  )
}

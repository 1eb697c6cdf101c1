import type { LocalText, Procedure } from '@madoguchi/core/tenancy'
import { Checkbox, Heading } from '@madoguchi/ui'
import { usePage } from './page.tsx'
import { useLocal } from './use-local.ts'

/** What to bring, to be ticked on the screen or on paper; nothing of it is sent. */
export function BringList({ procedure }: { procedure: Pick<Procedure, 'code' | 'bring' | 'feeYen'> }) {
  const { words } = usePage()
  const local = useLocal()
  return (
    <>
      <Heading level={2}>{words('bring.title')}</Heading>
      <div className="bring-list">
        {procedure.bring.map(({ text }: { text: LocalText }) => (
          <Checkbox key={text.ja} label={local(text)} autoComplete="off" />
        ))}
      </div>
      <p>
        {procedure.feeYen
          ? words('bring.fee', { yen: procedure.feeYen.toLocaleString('en') })
          : words('bring.free')}
      </p>
    </>
  )
}

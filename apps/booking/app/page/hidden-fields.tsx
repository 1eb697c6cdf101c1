import { usePage } from './page.tsx'

/** What a form of ours carries beside what was typed: its token, and facts that it minted itself. */
export function HiddenFields({ facts = {} }: { facts?: Record<string, string | undefined> }) {
  const { formToken } = usePage()
  return (
    <>
      <input type="hidden" name="formToken" value={formToken()} />
      {Object.entries(facts).map(
        ([name, value]) =>
          value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  )
}

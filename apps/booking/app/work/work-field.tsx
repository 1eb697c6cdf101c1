import { usePage } from '../page/page.tsx'

type WorkFieldProps = {
  challenge: string
  /** Its form is sent as soon as there is a solution, or after so many seconds without. */
  sendsAfter?: number
}

/** Takes the solution of a challenge, which a script finds (solve-work.ts). Without a script it stays empty. */
export function WorkField({ challenge, sendsAfter }: WorkFieldProps) {
  const { words } = usePage()
  return (
    <>
      <input
        type="hidden"
        name="solution"
        autoComplete="off"
        data-work={challenge}
        data-sends-after={sendsAfter}
      />
      <p role="status" data-work-status={words('wait.working')} />
    </>
  )
}

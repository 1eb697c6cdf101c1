import { AppFrame, Button } from '@madoguchi/ui'
import type { ReactNode } from 'react'
import type { OperatorContext } from './operator-context.ts'
import { useWords } from './words.tsx'

/** What every page of the console says in its bar. */
export type Console = { operator: string; formToken: string }

/** For a loader: who has signed in, and the token of the page's forms. */
export const consoleOf = ({ operator, formToken }: OperatorContext): Console => ({
  operator: operator?.name ?? '',
  formToken: formToken(),
})

const ROOMS = [
  { key: 'fleet.title', href: '/' },
  { key: 'national:title', href: '/national' },
] as const

type Props = { console: Console; room: (typeof ROOMS)[number]['href']; children: ReactNode }

/** The frame of a page of the console: its rooms, who has signed in, the way out. */
export function ConsoleFrame({ console: { operator, formToken }, room, children }: Props) {
  const { t } = useWords()
  return (
    <AppFrame
      skip={t('skip')}
      brand={{ text: t('brand'), href: '/' }}
      navLabel={t('nav')}
      rooms={ROOMS.map(({ key, href }) => ({ text: t(key), href, current: href === room }))}
      bar={
        <>
          <span>{operator}</span>
          <form method="post" action="/sign-out">
            <input type="hidden" name="formToken" value={formToken} />
            <Button type="submit" kind="secondary" size="small">
              {t('sign-out')}
            </Button>
          </form>
        </>
      }
    >
      {children}
    </AppFrame>
  )
}

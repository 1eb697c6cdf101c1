import { Button, ConfirmBlock, TextLink } from '@madoguchi/ui'
import { useWords } from '../../words.tsx'
import type { ImportPageView } from './import-view.ts'

type Props = { approval: NonNullable<ImportPageView['approval']>; formToken: string }

/** The second step, which says what it will do and names what was seen. */
export function Approve({ approval: { seen, added, removed, metDays, met }, formToken }: Props) {
  const { t } = useWords()
  return (
    <ConfirmBlock
      title={t('national:import.question')}
      actions={
        <>
          <form method="post" data-submit-once>
            <input type="hidden" name="formToken" value={formToken} />
            <input type="hidden" name="seen" value={seen} />
            <Button type="submit">{t('national:import.act')}</Button>
          </form>
          <TextLink href="/national">{t('national:import.back')}</TextLink>
        </>
      }
    >
      <p>{t('national:import.what')}</p>
      {added > 0 && (
        <>
          <p>{t('national:import.what-added')}</p>
          <p>
            {met > 0
              ? t('national:import.what-met', { days: metDays, count: met })
              : t('national:import.what-met-none')}
          </p>
        </>
      )}
      {removed > 0 && <p>{t('national:import.what-removed')}</p>}
    </ConfirmBlock>
  )
}

import { TabLinks } from '@madoguchi/ui'
import { useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'

/** The pages of 設定 that this officer may open: the hours are everybody's to read, the days a manager's to change. */
export function SettingsTabs({ manages }: { manages: boolean }) {
  const { t } = useTranslation('calendar')
  const { pathname } = useLocation()
  const pages = [...(manages ? (['calendar', 'message-texts', 'devices'] as const) : []), 'hours' as const]
  return (
    <TabLinks
      label={t('settings.label')}
      tabs={pages.map((page) => ({
        text: t(`settings.${page}`),
        href: `/${page}`,
        current: pathname === `/${page}`,
      }))}
    />
  )
}

import { openLanguage } from '@madoguchi/i18n/client'
import arrivals from '@madoguchi/i18n/locales/ja/arrivals.json'
import common from '@madoguchi/i18n/locales/ja/common.json'
import letters from '@madoguchi/i18n/locales/ja/letters.json'
import staff from '@madoguchi/i18n/locales/ja/staff.json'
import { enhance } from '@madoguchi/ui/enhance'
import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={openLanguage('ja', { arrivals, common, letters, staff })} defaultNS="staff">
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  )
})
enhance()

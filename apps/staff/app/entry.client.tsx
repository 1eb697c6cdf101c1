import { openLanguage } from '@madoguchi/i18n/client'
import arrivals from '@madoguchi/i18n/locales/ja/arrivals.json'
import calendar from '@madoguchi/i18n/locales/ja/calendar.json'
import calling from '@madoguchi/i18n/locales/ja/calling.json'
import common from '@madoguchi/i18n/locales/ja/common.json'
import history from '@madoguchi/i18n/locales/ja/history.json'
import letters from '@madoguchi/i18n/locales/ja/letters.json'
import messages from '@madoguchi/i18n/locales/ja/messages.json'
import papers from '@madoguchi/i18n/locales/ja/papers.json'
import staff from '@madoguchi/i18n/locales/ja/staff.json'
import statistics from '@madoguchi/i18n/locales/ja/statistics.json'
import telephone from '@madoguchi/i18n/locales/ja/telephone.json'
import { enhance } from '@madoguchi/ui/enhance'
import { RemixBrowser } from '@remix-run/react'
import { StrictMode, startTransition } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'

// Every room of words that a page draws with: one that is missing here would show keys once the script has come.
const rooms = {
  arrivals,
  calendar,
  calling,
  common,
  history,
  letters,
  messages,
  papers,
  staff,
  statistics,
  telephone,
}

/**
 * Resolves once Remix has read what the page says. Its component throws a promise until then, before any hook, and React 18
 * gives up on the whole page ("Root did not complete") where a key is pressed in between.
 */
async function pageIsRead() {
  try {
    RemixBrowser({})
  } catch (reading) {
    await reading
  }
}

enhance()
void pageIsRead().then(() =>
  startTransition(() => {
    hydrateRoot(
      document,
      <StrictMode>
        <I18nextProvider i18n={openLanguage('ja', rooms)} defaultNS="staff">
          <RemixBrowser />
        </I18nextProvider>
      </StrictMode>,
    )
  }),
)

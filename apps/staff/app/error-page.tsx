import { Heading, LinkButton, Main } from '@madoguchi/ui'
import { useRouteError } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { kindOfError } from './page-title.ts'

/** Where a page ends that cannot be shown. A defect says nothing of itself: it is in the log, by the request's id. */
export function ErrorText() {
  const { t } = useTranslation('common')
  const kind = kindOfError(useRouteError())

  return (
    <div className="stack">
      <Heading level={1}>{t(`error-page.${kind}.title`)}</Heading>
      <p>{t(`error-page.${kind}.body`)}</p>
      <LinkButton href="/">{t('staff:error.to-today')}</LinkButton>
    </div>
  )
}

/** The same as a page of its own, where there is no frame around it. */
export const ErrorPage = () => (
  <Main>
    <ErrorText />
  </Main>
)

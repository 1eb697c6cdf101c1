import { MESSAGE_KINDS, wordedTexts } from '@madoguchi/core/notices'
import { Heading, Row, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import { SettingsTabs } from '../../settings-tabs.tsx'
import type { OfficeArgs } from '../../staff-context.ts'
import { pathOf, wording } from './wording.server.ts'

export async function loader({ context }: OfficeArgs) {
  const { db, actor, residentLanguages, t } = wording(context)
  const worded = await wordedTexts(db, actor)
  const isOwn = (kind: string, language: string) =>
    worded.some((it) => it.kind === kind && it.language === language && it.body !== null)
  return {
    title: pageTitle(context, t('messages:texts.title')),
    languages: residentLanguages.map((it) => t(`language.${it}`)),
    kinds: MESSAGE_KINDS.map((kind) => ({
      name: t(`message-kind.${kind}`),
      texts: residentLanguages.map((language) => ({
        href: pathOf(kind, language),
        own: isOwn(kind, language),
        label: `${t(`message-kind.${kind}`)} ${t(`language.${language}`)}`,
      })),
    })),
  }
}

export const meta = titled

/** 設定 › お知らせの文面: every kind in every language, and whether the municipality has words of its own for it. */
export default function MessageTexts() {
  const { t } = useTranslation('messages')
  const { languages, kinds } = useLoaderData<typeof loader>()
  return (
    <div className="stack">
      <SettingsTabs manages />
      <Heading level={1}>{t('texts.title')}</Heading>
      <p>{t('texts.lead')}</p>
      <Table caption={t('texts.title')} captionHidden columns={[t('kind'), ...languages]}>
        {kinds.map(({ name, texts }) => (
          <Row key={name}>
            <th scope="row">{name}</th>
            {texts.map(({ href, own, label }) => (
              <td key={href}>
                <TextLink href={href} aria-label={`${label} ${t(own ? 'texts.own' : 'texts.standard')}`}>
                  {t(own ? 'texts.own' : 'texts.standard')}
                </TextLink>
              </td>
            ))}
          </Row>
        ))}
      </Table>
    </div>
  )
}

import { namesToConfirm } from '@madoguchi/core/issuance/arrivals'
import { Heading, Pagination, Row, Table, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import styles from './arrivals.css?url'
import { findImport } from './find-import.server.ts'
import { importView } from './import-view.server.ts'
import { numberIn } from './number-in.ts'
import { receiving } from './receiving.server.ts'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ params, request, context }: OfficeArgs) {
  const { db, actor, t } = receiving(context)
  const { import: it, registered } = await findImport(context, params.importId)
  const after = numberIn(new URL(request.url).searchParams.get('after'))
  return {
    title: pageTitle(context, t('arrivals:names.title')),
    import: importView({ ...it, rowsRegistered: registered.length }),
    after,
    ...(await namesToConfirm(db, actor, it.id, { line: after })),
  }
}

export const meta = titled

/** The names of an import that have to be confirmed, fifty to a page; those of cards lead there. */
export default function Names() {
  const { t } = useTranslation('arrivals')
  const { import: it, names, after, next } = useLoaderData<typeof loader>()
  const at = `/arrivals/${it.id}/names`
  return (
    <div className="stack">
      <Heading level={1}>{t('names.title')}</Heading>
      <p>{it.fileName}</p>
      <p>{t('names.what')}</p>
      {names.length === 0 ? (
        <p>{t('names.none')}</p>
      ) : (
        <>
          <p>
            <TextLink href={`${at}.csv`} download>
              {t('names.download')}
            </TextLink>
          </p>
          <Table
            caption={t('names.title')}
            captionHidden
            columns={[{ text: t('names.line'), align: 'end' }, t('names.name'), t('names.applicationId')]}
          >
            {names.map(({ line, name, applicationId, cardId }) => (
              <Row key={line}>
                <th scope="row" className="arrival-line">
                  {line}
                </th>
                <td className="arrival-name">
                  {cardId ? (
                    <TextLink href={`/cards/${cardId}`}>{name ?? t('names.forgotten')}</TextLink>
                  ) : (
                    name
                  )}
                </td>
                <td className="arrival-id">{applicationId}</td>
              </Row>
            ))}
          </Table>
        </>
      )}
      {(after > 0 || next !== null) && (
        <Pagination
          label={t('names.pages')}
          pages={[]}
          previous={after > 0 ? { href: at, text: t('bad.first-page') } : undefined}
          next={next === null ? undefined : { href: `${at}?after=${next}`, text: t('bad.next-page') }}
        />
      )}
      <p>
        <TextLink href={`/arrivals/${it.id}`}>{t('row.back')}</TextLink>
      </p>
    </div>
  )
}

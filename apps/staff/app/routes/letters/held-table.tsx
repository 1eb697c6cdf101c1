import { Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { HeldView } from './list-view.server.ts'

/** Letters that no batch prints before somebody has seen to the holder's name. */
export function HeldTable({ held }: { held: HeldView[] }) {
  const { t } = useTranslation('letters')
  const count = held[0]?.held ?? 0
  return (
    <>
      <p>{t('held.what')}</p>
      {count > held.length && <p>{t('held.first', { count: held.length })}</p>}
      <Table caption={t('held.title', { count })} captionHidden className="letters-table">
        <thead>
          <tr>
            <th scope="col">{t('held.name')}</th>
            <th scope="col">{t('held.kana')}</th>
            <th scope="col">{t('waiting.file')}</th>
          </tr>
        </thead>
        <tbody>
          {held.map((it) => (
            <tr key={it.cardId}>
              <th scope="row">
                <TextLink
                  href={`/cards/${it.cardId}`}
                  aria-label={t('held.of', { name: it.name, kana: it.kana ?? t('openings.none') })}
                >
                  {it.name}
                </TextLink>
              </th>
              <td>{it.kana ?? t('openings.none')}</td>
              <td className="letters-file">{it.fileName ?? t('waiting.no-file')}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  )
}

import { Row, Table, TextLink } from '@madoguchi/ui'
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
      <Table
        caption={t('held.title', { count })}
        captionHidden
        className="letters-table"
        columns={[t('held.name'), t('held.kana'), t('waiting.file')]}
      >
        {held.map((it) => (
          <Row key={it.cardId}>
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
          </Row>
        ))}
      </Table>
    </>
  )
}

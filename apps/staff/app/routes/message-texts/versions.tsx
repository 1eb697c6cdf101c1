import { Button, ConfirmBlock, Heading, Row, Table, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'

/** Puts the product's own text in force again; what was written stays in the list. */
export function RestoreForm({ after }: { after: number }) {
  const { t } = useTranslation('messages')
  return (
    <form method="post" data-submit-once>
      <HiddenToken />
      <input type="hidden" name="after" value={after} />
      <ConfirmBlock
        title={t('texts.restore-title')}
        actions={
          <Button kind="secondary" name="step" value="restore">
            {t('texts.restore')}
          </Button>
        }
      >
        <p>{t('texts.restore-what')}</p>
      </ConfirmBlock>
    </form>
  )
}

type Version = { version: number; what: string; own: boolean; madeAt: string; madeBy: string }

/** Who put which text in force, and when; an older one can be opened and put in force anew. */
export function VersionTable({ versions }: { versions: Version[] }) {
  const { t } = useTranslation('messages')
  if (versions.length === 0) return null
  return (
    <>
      <Heading level={2}>{t('texts.versions')}</Heading>
      <Table
        caption={t('texts.versions')}
        captionHidden
        className="narrow"
        columns={[t('texts.version'), t('texts.version-what'), t('texts.version-at'), t('texts.version-by')]}
      >
        {versions.map(({ version, what, own, madeAt, madeBy }) => (
          <Row key={version}>
            <th scope="row">{t('texts.version-number', { version })}</th>
            <td>{own ? <TextLink href={`?version=${version}#subject`}>{what}</TextLink> : what}</td>
            <td>{madeAt}</td>
            <td>{madeBy}</td>
          </Row>
        ))}
      </Table>
    </>
  )
}

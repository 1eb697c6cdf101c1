import { Button, ButtonRow, Heading, Row, Table } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { DeviceLine } from './device-view.server.ts'

/** Devices in use with what may be done with their keys, or those that are closed. */
export function DeviceTable({ caption, devices }: { caption: string; devices: DeviceLine[] }) {
  const { t } = useTranslation('calling')
  const gone = devices.some((it) => it.revoked)
  const columns = ['name', 'kind', 'venue', 'made', gone ? 'revoked-column' : 'acts'].map((it) =>
    t(`devices.${it}`),
  )
  return (
    <section>
      <Heading level={2}>{caption}</Heading>
      {devices.length === 0 ? (
        <p>{t('devices.none')}</p>
      ) : (
        <Table caption={caption} captionHidden columns={columns}>
          {devices.map((it) => (
            <Row key={it.id}>
              <th scope="row">{it.name}</th>
              <td>{t(`devices.kinds.${it.kind}`)}</td>
              <td>{it.venue}</td>
              <td>
                {it.made}
                {it.seen && ` ${t('devices.seen')} ${it.seen}`}
              </td>
              <td>
                {it.revoked ?? (
                  <form method="post" action="/devices" className="button-row" data-submit-once>
                    <HiddenToken />
                    <input type="hidden" name="id" value={it.id} />
                    <ButtonRow>
                      <Button name="act" value="renew" kind="secondary" size="small">
                        {t('devices.renew')}
                      </Button>
                      <Button name="act" value="revoke" kind="secondary" size="small">
                        {t('devices.revoke')}
                      </Button>
                    </ButtonRow>
                  </form>
                )}
              </td>
            </Row>
          ))}
        </Table>
      )}
    </section>
  )
}

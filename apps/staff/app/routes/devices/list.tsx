import type { DeviceId } from '@madoguchi/core/kernel'
import {
  allDevices,
  DEVICE_KINDS,
  type DeviceKind,
  makeDevice,
  mayManageDevices,
  renewDevice,
  revokeDevice,
} from '@madoguchi/core/queue'
import { Button, ErrorSummary, Field, Heading, Notice, Select, TextInput } from '@madoguchi/ui'
import { data } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId, readWord } from '../../read-path.ts'
import { SettingsTabs } from '../../settings-tabs.tsx'
import type { OfficeArgs, OfficeContext } from '../../staff-context.ts'
import { DeviceTable } from './device-table.tsx'
import { deviceView, shownOnce } from './device-view.server.ts'

/** 発券機・掲示: the keys of what stands in the office. A manager makes them and takes them away. */
export async function loader({ context }: OfficeArgs) {
  const { db, actor, staff, venues, t } = context
  if (!mayManageDevices(staff.roles)) throw data(null, { status: 404 })
  const devices = await allDevices(db, actor)
  return {
    title: pageTitle(context, t('calling:devices.title')),
    kinds: [...DEVICE_KINDS],
    venues: venues.map(({ id, name }) => ({ value: id, label: name.ja })),
    devices: devices.map((it) => deviceView(it, context)),
  }
}

export async function action({ request, context }: OfficeArgs) {
  const form = await request.formData()
  const act = readWord(String(form.get('act')), ['make', 'renew', 'revoke'])
  const { db, actor, now } = context
  const manager = officerIn(context)
  if (act === 'make') return make(context, form)
  const id = readId<DeviceId>(String(form.get('id')))
  const device = (await allDevices(db, actor)).find((it) => it.id === id)
  if (!device) throw data(null, { status: 404 })
  if (act === 'revoke') {
    const gone = await revokeDevice(db, actor, manager, id, now)
    return gone.ok ? { revoked: device.name } : data({ refused: gone.reason }, { status: 409 })
  }
  const fresh = await renewDevice(db, actor, manager, id, now)
  if (!fresh.ok) return data({ refused: fresh.reason }, { status: 409 })
  return { made: shownOnce(device.kind, fresh.value.key, context) }
}

async function make(context: OfficeContext, form: FormData) {
  const kind = DEVICE_KINDS.find((it) => it === form.get('kind')) as DeviceKind
  const venue = context.venues.find((it) => it.id === form.get('venue'))
  if (!kind || !venue) return data({ refused: 'kind-missing' }, { status: 422 })
  const it = { kind, venueId: venue.id, name: String(form.get('name') ?? '') }
  const made = await makeDevice(context.db, context.actor, officerIn(context), it, context.now)
  if (!made.ok) return data({ refused: made.reason }, { status: 422 })
  return { made: shownOnce(kind, made.value.key, context) }
}

export const meta = titled

type Answer = { refused?: string; revoked?: string; made?: ReturnType<typeof shownOnce> }

export default function Devices() {
  const { t } = useTranslation('calling')
  const { devices } = useLoaderData<typeof loader>()
  const { refused, revoked, made } = (useActionData<typeof action>() ?? {}) as Answer
  return (
    <div className="stack narrow">
      <SettingsTabs manages />
      {refused && (
        <ErrorSummary
          title={t('common:error.summary')}
          errors={[
            { text: t(`devices.refused.${refused}`), href: refused === 'name-missing' ? '#name' : undefined },
          ]}
        />
      )}
      {revoked && (
        <Notice
          kind="success"
          label={t('common:notice.success')}
          title={t('devices.revoked', { name: revoked })}
        />
      )}
      {made && (
        <Notice kind="success" label={t('common:notice.success')} title={t(`devices.made-${made.kind}`)}>
          <p>{t(made.kind === 'machine' ? 'devices.bearer' : 'devices.address')}</p>
          <p>
            <code className="shown-once">{made.shown}</code>
          </p>
        </Notice>
      )}
      <Heading level={1}>{t('devices.title')}</Heading>
      <p>{t('devices.lead')}</p>
      <DeviceTable caption={t('devices.list')} devices={devices.filter((it) => !it.revoked)} />
      <MakeDevice wrongName={refused === 'name-missing'} />
      <DeviceTable caption={t('devices.gone')} devices={devices.filter((it) => it.revoked)} />
    </div>
  )
}

function MakeDevice({ wrongName }: { wrongName: boolean }) {
  const { t } = useTranslation('calling')
  const { kinds, venues } = useLoaderData<typeof loader>()
  return (
    <form method="post" action="/devices" className="stack" data-submit-once>
      <HiddenToken />
      <Heading level={2}>{t('devices.make')}</Heading>
      <Field id="kind" label={t('devices.kind')}>
        <Select
          id="kind"
          name="kind"
          options={kinds.map((kind) => ({ value: kind, label: t(`devices.kinds.${kind}`) }))}
        />
      </Field>
      <Field id="venue" label={t('devices.venue')}>
        <Select id="venue" name="venue" options={venues} />
      </Field>
      <Field
        id="name"
        label={t('devices.name')}
        support={t('devices.name-support')}
        error={wrongName ? t('devices.refused.name-missing') : undefined}
      >
        <TextInput id="name" name="name" maxLength={40} autoComplete="off" />
      </Field>
      <Button name="act" value="make">
        {t('devices.make-button')}
      </Button>
    </form>
  )
}

import { lettersWaiting } from '@madoguchi/core/issuance/letters'
import { Heading, Notice } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { handling } from './handling.server.ts'
import { HeldTable } from './held-table.tsx'
import styles from './letters.css?url'
import { heldView, openingView, waitingView } from './list-view.server.ts'
import { OpeningsTable } from './openings-table.tsx'
import { WaitingTable } from './waiting-table.tsx'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = handling(context)
  const { waiting, held, openings } = await lettersWaiting(db, actor, now)
  const reissued = new URL(request.url).searchParams.get('reissued')
  return {
    title: pageTitle(context, t('letters:room')),
    reissued: /^\d{1,4}$/.test(reissued ?? '') ? Number(reissued) : null,
    waiting: waiting.map(waitingView),
    held: held.map(heldView),
    openings: openings.map(openingView),
  }
}

export const meta = titled

export default function Letters() {
  const { t } = useTranslation('letters')
  const { reissued, waiting, held, openings } = useLoaderData<typeof loader>()

  return (
    <div className="stack">
      <Heading level={1}>{t('room')}</Heading>
      {reissued !== null && <Reissued count={reissued} />}
      <section className="stack">
        <Heading level={2}>{t('waiting.title')}</Heading>
        <p>{t('waiting.what')}</p>
        <WaitingTable waiting={waiting} />
      </section>
      {held.length > 0 && (
        <section className="stack" id="names">
          <Heading level={2}>{t('held.title', { count: held[0]?.held })}</Heading>
          <HeldTable held={held} />
        </section>
      )}
      <section className="stack" id="openings">
        <Heading level={2}>{t('openings.title')}</Heading>
        <OpeningsTable openings={openings} />
      </section>
    </div>
  )
}

function Reissued({ count }: { count: number }) {
  const { t } = useTranslation('letters')
  const kind = count > 0 ? 'success' : 'info'
  const title = count > 0 ? t('reissued.title', { count }) : t('reissued.none-title')
  return (
    <Notice kind={kind} label={t(`common:notice.${kind}`)} title={title}>
      <p>{t(count > 0 ? 'reissued.what' : 'reissued.none-what')}</p>
    </Notice>
  )
}

import { timeAt } from '@madoguchi/core/calendar'
import { mintId } from '@madoguchi/core/kernel'
import { queueForCaller, TICKET_ACTS } from '@madoguchi/core/queue'
import { Button, Columns, ErrorSummary, Heading, Notice, TextInput } from '@madoguchi/ui'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { BeginHere } from '../../begin-here.tsx'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { useFreshPage } from '../../use-fresh-page.ts'
import { actOnQueue } from './act.server.ts'
import { CalledTable } from './called-table.tsx'
import { LaneTable } from './lane-table.tsx'
import { NowServing } from './now-serving.tsx'
import { queueView } from './queue-view.server.ts'
import { readCounter } from './read-counter.ts'
import { TakeTickets } from './take-tickets.tsx'

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, venue, staff, now, t } = context
  const asked = new URL(request.url).searchParams
  const known = await queueForCaller(db, actor, { venueId: venue.id, staffId: staff.id }, now)
  const counter = readCounter(asked.get('counter')) ?? known.counter
  const done = [...TICKET_ACTS, 'take'].find((act) => act === asked.get('done'))
  const ticket = known.tickets.find((it) => it.label === asked.get('label'))
  return {
    title: pageTitle(context, t('calling:title')),
    venue: venue.name.ja,
    counter,
    updated: timeAt(now),
    requestId: mintId<never>(),
    // What an address claims is only said of a number that is there.
    done: done && ticket ? { act: done, label: ticket.label } : null,
    ...queueView(known.tickets, counter, context),
  }
}

export const action = async ({ request, context }: OfficeArgs) =>
  actOnQueue(context, await request.formData())

export const meta = titled

export default function Queue() {
  const { t } = useTranslation('calling')
  const it = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  useFreshPage(5000)
  return (
    <div className="stack">
      <noscript>
        <meta
          httpEquiv="refresh"
          content={`30; url=/queue?auto&counter=${encodeURIComponent(it.counter ?? '')}`}
        />
      </noscript>
      {refused && (
        <ErrorSummary
          title={t('refused.title')}
          errors={[
            {
              text: t(`refused.${refused.reason}`),
              href: refused.visit ? `/reservations/${refused.visit}` : undefined,
            },
          ]}
        />
      )}
      {it.done && !refused && (
        <Notice
          kind="success"
          label={t('common:notice.success')}
          title={t(`done.${it.done.act}`, { ...it.done, counter: it.counter })}
        />
      )}
      <Heading level={1} kicker={it.venue}>
        {t('title')}
      </Heading>
      <div className="board-bar">
        <form method="get" className="inline-form">
          <label htmlFor="counter">{t('counter.label')}</label>
          <TextInput
            id="counter"
            key={it.counter}
            name="counter"
            defaultValue={it.counter ?? ''}
            maxLength={8}
            autoComplete="off"
            width="short"
          />
          <Button kind="secondary" size="small">
            {t('counter.set')}
          </Button>
        </form>
        <span className="board-updated">{t('updated', { time: it.updated })}</span>
      </div>
      <Columns split="main-aside">
        <div className="stack">
          <BeginHere>
            <NowServing counter={it.counter} mine={it.mine} lanes={it.lanes} />
          </BeginHere>
          {it.lanes.map((lane) => (
            <LaneTable key={lane.id} lane={lane} counter={it.counter} />
          ))}
        </div>
        <div className="stack">
          <TakeTickets lanes={it.lanes} requestId={it.requestId} counter={it.counter} />
          <CalledTable caption={t('elsewhere')} lines={it.elsewhere} counter={it.counter} />
          <CalledTable caption={t('skipped')} lines={it.skipped} counter={it.counter} />
          <CalledTable caption={t('finished')} lines={it.finished} counter={it.counter} />
        </div>
      </Columns>
    </div>
  )
}

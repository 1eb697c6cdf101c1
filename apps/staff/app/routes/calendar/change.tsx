import { MOST_HITS, makeChange, previewChange } from '@madoguchi/core/calendar-changes'
import { isUuid } from '@madoguchi/core/kernel'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { formView, readAsked, readForm } from './change-form.server.ts'
import { ChangePreview } from './change-preview.tsx'
import { ExceptionForm } from './exception-form.tsx'
import { exceptionWords } from './exception-view.server.ts'
import { hitView, readChoices } from './hit-view.server.ts'
import { managing } from './managing.server.ts'

/** The form, the form with what is wrong in it, or what the change would do: as much as the address says. */
export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = managing(context)
  const { searchParams, search } = new URL(request.url)
  const form = readForm(searchParams, t)
  const read = searchParams.has('from') ? readAsked(form, context) : null
  if (!read?.ok) {
    const title = pageTitle(context, t(`calendar:form.title.${form.kind}`))
    return data(
      { title, form: formView(form, context, read?.wrong), preview: null },
      { status: read ? 422 : 200 },
    )
  }
  const effect = await previewChange(db, actor, { change: 'add', exception: read.value }, now)
  if (!effect) throw data(null, { status: 404 })
  const { hits, changesAnything, tooMany, lost, lostPlaces, gained } = effect
  const all = searchParams.get('all')
  return data({
    title: pageTitle(context, t('calendar:preview.title')),
    form: null,
    preview: {
      id: read.value.id,
      asked: search.replace(/&all=[a-z]*/g, ''),
      exception: exceptionWords(read.value, context),
      ...{ changesAnything, tooMany, lost, lostPlaces, gained, most: MOST_HITS },
      hits: hits.map((it) => hitView(it, context, all)),
    },
  })
}

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = managing(context)
  const sent = await request.formData()
  const id = String(sent.get('id'))
  const { choices, typed } = readChoices(sent)
  const read = readAsked(readForm(new URL(request.url).searchParams, t), context, isUuid(id) ? id : undefined)
  if (!read.ok) throw data(null, { status: 404 })
  const made = await makeChange(
    db,
    actor,
    officerIn(context),
    { change: 'add', exception: read.value, choices },
    now,
  )
  if (!made.ok) return data({ refused: made.reason, typed, id: read.value.id }, { status: 409 })
  return redirect(made.value.met > 0 ? `/calendar/acts/${made.value.actId}` : '/calendar?done', 303)
}

export const meta = titled

export default function ChangeCalendar() {
  const { form, preview } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (form) return <ExceptionForm form={form} />
  return preview && <ChangePreview {...preview} answer={answer} />
}

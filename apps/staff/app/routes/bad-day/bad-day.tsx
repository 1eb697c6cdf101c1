import { MOST_ON_A_BAD_DAY, makeBadDay, previewBadDay } from '@madoguchi/core/calendar-changes'
import { isUuid } from '@madoguchi/core/kernel'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { managing } from '../calendar/managing.server.ts'
import styles from '../message-texts/message-texts.css?url'
import { formView, readAsked, readForm } from './bad-day-form.server.ts'
import { BadDayForm } from './bad-day-form.tsx'
import { BadDayPreview } from './bad-day-preview.tsx'
import { badDayWords, effectView, samplesOf } from './bad-day-view.server.ts'

export const links = () => [{ rel: 'stylesheet', href: styles }]

/** The form, the form with what is wrong in it, or whom it meets and what they would be told. */
export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = managing(context)
  const { searchParams, search } = new URL(request.url)
  const form = readForm(searchParams, context)
  const read = searchParams.has('day') && !searchParams.has('edit') ? readAsked(form, context) : null
  const title = pageTitle(context, t(`calendar:bad-day.${read?.ok ? 'preview' : 'title'}`))
  if (!read?.ok)
    return data(
      {
        title,
        form: formView(readForm(searchParams, context, { asTyped: true }), context, read?.wrong),
        preview: null,
      },
      { status: read ? 422 : 200 },
    )
  const effect = await previewBadDay(db, actor, read.value, now)
  if (!effect) throw data(null, { status: 404 })
  return data({
    title,
    form: null,
    preview: {
      id: read.value.exception.id,
      edit: `/bad-day${search}&edit`,
      most: MOST_ON_A_BAD_DAY,
      words: badDayWords(read.value, context),
      effect: effectView(effect, read.value, context),
      samples: await samplesOf(read.value, context),
    },
  })
}

export async function action({ request, context }: OfficeArgs) {
  const { db, actor, now, policy } = managing(context)
  const id = String((await request.formData()).get('id'))
  const form = readForm(new URL(request.url).searchParams, context)
  const read = readAsked(form, context, isUuid(id) ? id : undefined)
  if (!read.ok) throw data(null, { status: 404 })
  const { waitMinutes } = policy.badDay
  const made = await makeBadDay(db, actor, officerIn(context), read.value, { waitMinutes, now })
  if (!made.ok) return data({ refused: made.reason, id: read.value.exception.id }, { status: 409 })
  return redirect(`/calendar/acts/${made.value.actId}`, 303)
}

export const meta = titled

export default function BadDay() {
  const { form, preview } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (form) return <BadDayForm form={form} />
  return preview && <BadDayPreview {...preview} answer={answer} />
}

import { isUuid, mintId, type RequestId } from '@madoguchi/core/kernel'
import { addStop, type StopField, type StopForm } from '@madoguchi/core/national'
import { Button, ButtonRow, ErrorSummary, Field, Heading, TextInput, TextLink } from '@madoguchi/ui'
import { useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/server-runtime'
import type { ComponentProps } from 'react'
import { ConsoleFrame, consoleOf } from '../../console-frame.tsx'
import type { OperatorArgs } from '../../operator-context.ts'
import { useWords } from '../../words.tsx'

const WORDS = {
  from: 'from',
  until: 'until',
  fromTime: 'from-time',
  untilTime: 'until-time',
  ja: 'ja',
  easy: 'easy',
  en: 'en',
} as const satisfies Record<StopField, string>
const FIELDS = Object.keys(WORDS) as StopField[]

export function loader({ context }: OperatorArgs) {
  return {
    title: context.t('national:stop.title'),
    frame: consoleOf(context),
    requestId: mintId<RequestId>(),
  }
}

export async function action({ request, context }: OperatorArgs) {
  const { db, operator, now, t } = context
  const sent = await request.formData()
  const form = Object.fromEntries(FIELDS.map((it) => [it, String(sent.get(it) ?? '')])) as StopForm
  const sentId = sent.get('requestId')
  const requestId = isUuid(sentId) ? (sentId as RequestId) : mintId<RequestId>()
  const added = await addStop(db, operator?.id ?? '', { ...form, requestId }, now)
  if (added.ok) return redirect('/national?done=stop-added', 303)
  const wrong = Object.fromEntries(
    FIELDS.flatMap((it) => {
      const problem = added.wrong[it]
      return problem ? [[it, t(`national:stop.wrong.${problem}`)]] : []
    }),
  ) as Partial<Record<StopField, string>>
  return data({ form, wrong }, { status: 422 })
}

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

/** 停止日の登録: what happens is said before the form, and the reason in each language that residents read. */
export default function NewStop() {
  const { t } = useWords()
  const { title, frame, requestId } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const wrong = answer?.wrong ?? {}
  const field = (
    name: StopField,
    { support, ...input }: ComponentProps<typeof TextInput> & { support?: string },
  ) => {
    const needed = name === 'from' || name in REASONS
    return (
      <Field
        id={name}
        label={t(`national:stop.${WORDS[name]}`)}
        {...(needed ? { required: t('national:stop.required') } : { optional: t('national:stop.optional') })}
        support={support}
        error={wrong[name]}
      >
        <TextInput name={name} defaultValue={answer?.form[name] ?? REASONS[name]?.(t)} {...input} />
      </Field>
    )
  }

  return (
    <ConsoleFrame console={frame} room="/national">
      <form method="post" className="stack" data-submit-once noValidate>
        <ErrorSummary
          title={t('national:stop.problem')}
          errors={FIELDS.flatMap((it) => (wrong[it] ? [{ text: wrong[it], href: `#${it}` }] : []))}
        />
        <Heading level={1}>{title}</Heading>
        <p>{t('national:stop.lead')}</p>
        <input type="hidden" name="formToken" value={frame.formToken} />
        <input type="hidden" name="requestId" value={requestId} />
        {field('from', { type: 'date', width: 'medium' })}
        {field('until', { type: 'date', width: 'medium', support: t('national:stop.until-support') })}
        <p>{t('national:stop.hours-support')}</p>
        {field('fromTime', { type: 'time', width: 'medium' })}
        {field('untilTime', { type: 'time', width: 'medium' })}
        <p>{t('national:stop.reason-support')}</p>
        {field('ja', { width: 'full' })}
        {field('easy', { width: 'full' })}
        {field('en', { width: 'full', lang: 'en' })}
        <ButtonRow>
          <Button type="submit">{t('national:stop.act')}</Button>
          <TextLink href="/national">{t('national:stop.back')}</TextLink>
        </ButtonRow>
      </form>
    </ConsoleFrame>
  )
}

type Suggest = (t: OperatorArgs['context']['t']) => string
/** What stands in the fields to begin with. */
const REASONS: Partial<Record<StopField, Suggest>> = {
  ja: (t) => t('national:stop.default.ja'),
  easy: (t) => t('national:stop.default.easy'),
  en: (t) => t('national:stop.default.en'),
}

import { type MessageText, textHistory, wordMessages } from '@madoguchi/core/notices'
import { ErrorSummary, Heading, Notice, TextLink } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { pageTitle, titled } from '../../page-title.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import styles from './message-texts.css?url'
import { readTyped, stepOf } from './read-typed.server.ts'
import { Sample } from './sample.tsx'
import { TextForm } from './text-form.tsx'
import { namesView, problemsView, sampleOf, standardText, versionsView } from './text-view.server.ts'
import { RestoreForm, VersionTable } from './versions.tsx'
import { pathOf, readWhich, wording } from './wording.server.ts'

export const links = () => [{ rel: 'stylesheet', href: styles }]

export async function loader({ request, params, context }: OfficeArgs) {
  const { db, actor, t } = wording(context)
  const which = readWhich(params, context)
  const versions = await textHistory(db, actor, which)
  const asked = new URL(request.url).searchParams
  const words = (it: { subject: string | null; body: string | null } | undefined) =>
    it?.subject && it.body ? { subject: it.subject, body: it.body } : standardText(which, context)
  const inForce = words(versions[0])
  const shown = versions.find((it) => `${it.version}` === asked.get('version'))
  return {
    title: pageTitle(context, t('messages:texts.title')),
    kind: t(`message-kind.${which.kind}`),
    language: t(`language.${which.language}`),
    lang: context.htmlLangOf(which.language),
    saved: asked.has('saved'),
    after: versions[0]?.version ?? 0,
    own: (versions[0]?.body ?? null) !== null,
    text: shown ? words(shown) : inForce,
    sample: sampleOf(which, inForce, context),
    names: namesView(which, context),
    versions: versionsView(versions, context),
  }
}

/** Shows a text as it would read, or puts it in force, or the product's own again. */
export async function action({ request, params, context }: OfficeArgs) {
  const { db, actor, staff, now, t } = wording(context)
  const which = readWhich(params, context)
  const sent = await request.formData()
  const step = stepOf(sent)
  const { text, after, read } = readTyped(which.kind, sent)
  const refused = (problems: { at: string; text: string }[], status: number) =>
    data({ text, problems, sample: null }, { status })
  if (step !== 'restore' && !read.ok) return refused(problemsView(read.problems, context), 422)
  if (step === 'preview' && read.ok)
    return data({ text: read.value, problems: [], sample: sampleOf(which, read.value, context) })

  const put: MessageText | null = step === 'save' && read.ok ? read.value : null
  const done = await wordMessages(db, actor, { ...which, after, text: put, roles: staff.roles }, now)
  if (!done.ok) return refused([{ at: 'body', text: t('messages:texts.overtaken') }], 409)
  return redirect(`${pathOf(which.kind, which.language)}?saved`, 303)
}

export const meta = titled

export default function OneText() {
  const { t } = useTranslation('messages')
  const { kind, language, lang, saved, after, own, sample, versions, ...held } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const problems = answer?.problems ?? []
  return (
    <div className="stack">
      <ErrorSummary
        title={t('texts.problem')}
        errors={problems.map(({ at, text }) => ({ text, href: `#${at}` }))}
      />
      {saved && !answer && (
        <Notice kind="success" label={t('common:notice.success')} title={t('texts.saved')}>
          <p>{t('texts.saved-what')}</p>
        </Notice>
      )}
      <Heading level={1}>{t('texts.heading', { kind, language })}</Heading>
      <p>
        {t(own ? 'texts.in-force-own' : 'texts.in-force-standard')}{' '}
        <TextLink href="/message-texts">{t('texts.back')}</TextLink>
      </p>
      {answer?.sample ? (
        <Sample
          {...answer.sample}
          lang={lang}
          title={t('texts.sample-new')}
          save={{ ...answer.text, after }}
        />
      ) : (
        <Sample {...sample} lang={lang} title={t('texts.sample')} />
      )}
      <TextForm
        text={answer?.text ?? held.text}
        names={held.names}
        lang={lang}
        after={after}
        problems={problems}
      />
      {own && <RestoreForm after={after} />}
      <VersionTable versions={versions} />
    </div>
  )
}

import { exceptionInView, makeChange, previewChange } from '@madoguchi/core/calendar-changes'
import {
  Button,
  ConfirmBlock,
  DescriptionList,
  ErrorSummary,
  Heading,
  LinkButton,
  TextLink,
} from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { DecisionTable } from './decision-table.tsx'
import { exceptionWords } from './exception-view.server.ts'
import { hitView, readChoices } from './hit-view.server.ts'
import { managing } from './managing.server.ts'

/** The one about to be taken back, as the use cases are asked; residents are told why in their own languages. */
function askedOf({ params, context }: Pick<OfficeArgs, 'params' | 'context'>) {
  const words = (language: string) => context.t(`calendar:default.withdraw.${language}`)
  const reason = { ja: words('ja'), 'ja-easy': words('easy'), en: words('en') }
  return { change: 'withdraw', exceptionId: readId<string>(params.exceptionId), reason } as const
}

export async function loader(args: OfficeArgs) {
  const { context } = args
  const { db, actor, now, t } = managing(context)
  const asked = askedOf(args)
  const found = await exceptionInView(db, actor, asked.exceptionId)
  if (!found) throw data(null, { status: 404 })
  const effect = await previewChange(db, actor, asked, now)
  return {
    title: pageTitle(context, t('calendar:withdraw.title')),
    exception: exceptionWords(found, context),
    inForce: effect !== null,
    hits: effect?.hits.map((it) => hitView(it, context, null)) ?? [],
  }
}

export async function action(args: OfficeArgs) {
  const { db, actor, now } = managing(args.context)
  const { choices, typed } = readChoices(await args.request.formData())
  const made = await makeChange(db, actor, officerIn(args.context), { ...askedOf(args), choices }, now)
  if (!made.ok) return data({ refused: made.reason, typed }, { status: 409 })
  return redirect(made.value.met > 0 ? `/calendar/acts/${made.value.actId}` : '/calendar?done', 303)
}

export const meta = titled

export default function WithdrawException() {
  const { t } = useTranslation('calendar')
  const { exception, inForce, hits } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <form method="post" className="stack" data-submit-once>
      {answer && (
        <ErrorSummary title={t('refused.title')} errors={[{ text: t(`refused.${answer.refused}`) }]} />
      )}
      <HiddenToken />
      <Heading level={1}>{t('withdraw.title')}</Heading>
      <DescriptionList
        layout="columns"
        items={[
          { term: t('preview.kind'), value: t(`kind.${exception.kind}`) },
          { term: t('preview.days'), value: exception.days },
          { term: t('preview.where'), value: exception.where },
          { term: t('preview.reason'), value: exception.reason },
        ]}
      />
      {hits.length > 0 && (
        <>
          <Heading level={2}>{t('preview.hits', { count: hits.length })}</Heading>
          <DecisionTable hits={hits} typed={answer?.typed} />
        </>
      )}
      {inForce ? (
        <ConfirmBlock
          title={t(`withdraw.question.${exception.kind}`)}
          actions={
            <>
              <Button>{t('withdraw.submit')}</Button>
              <LinkButton kind="secondary" href="/calendar">
                {t('withdraw.back')}
              </LinkButton>
            </>
          }
        >
          <p>{t(`withdraw.what.${exception.kind}`)}</p>
          <p>{t('withdraw.stays')}</p>
        </ConfirmBlock>
      ) : (
        <p>
          {t('withdraw.gone')} <TextLink href="/calendar">{t('form.back')}</TextLink>
        </p>
      )}
    </form>
  )
}

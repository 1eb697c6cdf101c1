import { isUuid } from '@madoguchi/core/kernel'
import { nationalStops, withdrawStop } from '@madoguchi/core/national'
import { Button, ConfirmBlock, DescriptionList, Heading, TextLink } from '@madoguchi/ui'
import { useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/server-runtime'
import { ConsoleFrame, consoleOf } from '../../console-frame.tsx'
import type { OperatorArgs } from '../../operator-context.ts'
import { useWords } from '../../words.tsx'
import { metIn, whenOf } from './stop-words.ts'

async function stopAt({ params, context: { db, operator, now } }: OperatorArgs) {
  const id = params.stopId
  const [stop] = isUuid(id) ? await nationalStops(db, operator?.id ?? '', now, id) : []
  if (!stop) throw data(null, { status: 404 })
  return stop
}

export async function loader(args: OperatorArgs) {
  const { t } = args.context
  const stop = await stopAt(args)
  return {
    title: t('national:withdraw.title'),
    frame: consoleOf(args.context),
    when: whenOf(t, stop),
    reason: stop.reason.ja,
    met: metIn(t, stop.met),
    inForce: stop.withdrawnAt === null,
  }
}

export async function action(args: OperatorArgs) {
  const { db, operator, now } = args.context
  const stop = await stopAt(args)
  const withdrawn = await withdrawStop(db, operator?.id ?? '', stop.id, now)
  return redirect(withdrawn.ok ? '/national?done=stop-withdrawn' : args.request.url, 303)
}

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

/** Asks before a stop is taken back. */
export default function WithdrawStop() {
  const { t } = useWords()
  const { title, frame, when, reason, met, inForce } = useLoaderData<typeof loader>()
  const back = <TextLink href="/national">{t('national:withdraw.back')}</TextLink>
  return (
    <ConsoleFrame console={frame} room="/national">
      <div className="stack">
        <Heading level={1}>{title}</Heading>
        <DescriptionList
          layout="columns"
          items={[
            { term: t('national:stops.when'), value: when },
            { term: t('national:stops.reason'), value: reason },
            { term: t('national:stops.met'), value: met },
          ]}
        />
        {inForce ? (
          <ConfirmBlock
            title={t('national:withdraw.question')}
            actions={
              <>
                <form method="post" data-submit-once>
                  <input type="hidden" name="formToken" value={frame.formToken} />
                  <Button type="submit">{t('national:withdraw.act')}</Button>
                </form>
                {back}
              </>
            }
          >
            <p>{t('national:withdraw.what')}</p>
          </ConfirmBlock>
        ) : (
          <>
            <p>{t('national:withdraw.not-in-force')}</p>
            <p>
              <TextLink href="/national">{t('national:import.to-calendar')}</TextLink>
            </p>
          </>
        )}
      </div>
    </ConsoleFrame>
  )
}

import { type OpenRefusal, openLetters, whoOpened } from '@madoguchi/core/issuance/letters'
import type { ImportId } from '@madoguchi/core/kernel'
import { ErrorSummary, Heading, LinkButton, Main, Notice, TextLink } from '@madoguchi/ui'
import { data } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { officerIn } from '../../officer-in.server.ts'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { Handle } from '../../root.tsx'
import type { OfficeArgs, OfficeContext } from '../../staff-context.ts'
import { briefly } from '../../visit-view.server.ts'
import { handling } from './handling.server.ts'
import styles from './letter.css?url'
import { LetterSheet } from './letter-sheet.tsx'
import { letterView, senderView } from './letter-view.server.ts'
import { PrintButton } from './print-button.tsx'

// Without Remix' scripts: what they are given is written into the page a second time, and these numbers are shown once.
export const handle: Handle = { plain: true }

export const links = () => [{ rel: 'stylesheet', href: styles }]

export const loader = ({ context }: OfficeArgs) => ({
  title: pageTitle(handling(context), context.t('letters:print.title')),
})

/** Opens the letters. The answer itself is the page to print: nothing leads to it a second time. */
export async function action({ request, context }: OfficeArgs) {
  const { db, actor, keys, now } = handling(context)
  const form = await request.formData()
  const asked = form.get('import')
  const which = {
    importId: asked === null ? null : readId<ImportId>(String(asked)),
    first: readId(String(form.get('first'))),
    sealKey: keys.seal,
  }
  const opened = await openLetters(db, actor, officerIn(context), which, now)
  if (!opened.ok) {
    const before = await whoOpened(db, actor, which.first)
    return data({ refused: refusalView(opened.reason, before, context), opened: null }, { status: 409 })
  }
  const { letters, more } = opened.value
  const sheets = letters.map((letter) => letterView(letter, context))
  return { refused: null, opened: { letters: sheets, more, sender: senderView(context) } }
}

/** Why nothing was opened. Whoever loads the page anew has opened these letters themselves, and reads what to do now. */
function refusalView(
  reason: OpenRefusal,
  before: Awaited<ReturnType<typeof whoOpened>>,
  { staff }: OfficeContext,
) {
  if (!before) return { reason, at: '', by: '', query: null }
  const query = new URLSearchParams({ at: String(before.openedAt.getTime()), by: before.staffId }).toString()
  const mine = before.staffId === staff.id
  return { reason: mine ? 'opened-by-me' : 'opened-by', at: briefly(before.openedAt), by: before.by, query }
}

export const meta = titled

export default function PrintLetters() {
  const { t } = useTranslation('letters')
  const answer = useActionData<typeof action>()
  if (!answer?.opened) {
    return (
      <Main className="stack">
        {answer && (
          <ErrorSummary
            title={t('refused.title')}
            errors={[{ text: t(`refused.${answer.refused.reason}`, answer.refused) }]}
          />
        )}
        <Heading level={1}>{t('print.title')}</Heading>
        {!answer && <p>{t('print.get')}</p>}
        {answer?.refused.query && (
          <p>
            <TextLink href="/letters#openings">{t('refused.to-openings')}</TextLink>
            {'　'}
            <TextLink href={`/letters/reissue?${answer.refused.query}`}>{t('refused.to-reissue')}</TextLink>
          </p>
        )}
        <LinkButton href="/letters">{t('open.back')}</LinkButton>
      </Main>
    )
  }
  const { letters, more, sender } = answer.opened
  return (
    <main id="main">
      <div className="letters-note stack no-print">
        <Heading level={1}>{t('print.title')}</Heading>
        <p>{t('print.count', { count: letters.length })}</p>
        <Notice kind="warning" label={t('common:notice.warning')} title={t('print.warning')}>
          <p>{t('print.how')}</p>
          <p>{t('print.keys')}</p>
          {more && <p>{t('print.more')}</p>}
        </Notice>
        <PrintButton text={t('common:action.print')} />
        <p>
          <TextLink href="/letters">{t('print.back')}</TextLink>
        </p>
      </div>
      {letters.map((letter) => (
        <LetterSheet key={letter.id} letter={letter} sender={sender} />
      ))}
    </main>
  )
}

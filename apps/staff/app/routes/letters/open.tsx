import { LETTERS_AT_ONCE, lettersWaiting, nextLetters } from '@madoguchi/core/issuance/letters'
import type { ImportId } from '@madoguchi/core/kernel'
import { Button, ConfirmBlock, Heading, LinkButton } from '@madoguchi/ui'
import { redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { pageTitle, titled } from '../../page-title.ts'
import { readId } from '../../read-path.ts'
import type { OfficeArgs } from '../../staff-context.ts'
import { handling } from './handling.server.ts'

export async function loader({ request, context }: OfficeArgs) {
  const { db, actor, now, t } = handling(context)
  const asked = new URL(request.url).searchParams.get('import')
  const importId = asked === null ? null : readId<ImportId>(asked)
  const [{ first, names }, { waiting }] = await Promise.all([
    nextLetters(db, actor, importId),
    lettersWaiting(db, actor, now),
  ])
  // Somebody else has opened them, or the page was kept: the list says what waits now.
  if (first === null) throw redirect('/letters', 303)
  const those = waiting.filter((it) => importId === null || it.id === importId)
  return {
    title: pageTitle(context, t('letters:open.title')),
    importId,
    file: importId === null ? null : (those[0]?.fileName ?? null),
    first,
    names: { first: names[0] ?? '', last: names.at(-1) ?? '' },
    count: names.length,
    waiting: those.reduce((sum, it) => sum + it.waiting, 0),
    atOnce: LETTERS_AT_ONCE,
  }
}

export const meta = titled

export default function OpenLetters() {
  const { t } = useTranslation('letters')
  const { importId, file, first, names, count, waiting, atOnce } = useLoaderData<typeof loader>()

  return (
    <form method="post" action="/letters/print" className="stack" data-submit-once>
      <HiddenToken />
      {importId && <input type="hidden" name="import" value={importId} />}
      <input type="hidden" name="first" value={first} />
      <Heading level={1}>{t('open.title')}</Heading>
      {file && <p>{file}</p>}
      <ConfirmBlock
        title={t('open.question', { count })}
        kind="irreversible"
        actions={
          <>
            <Button>{t('open.submit', { count })}</Button>
            <LinkButton kind="secondary" href="/letters">
              {t('open.back')}
            </LinkButton>
          </>
        }
      >
        <p>{count > 1 ? t('open.names', names) : t('open.name', names)}</p>
        {waiting > count && <p>{t('open.at-once', { count: atOnce })}</p>}
        <p>
          <strong>{t('open.once')}</strong>
        </p>
        <p>{t('open.printer')}</p>
      </ConfirmBlock>
    </form>
  )
}

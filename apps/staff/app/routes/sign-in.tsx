import { signInStaff } from '@madoguchi/core/identity'
import { Button, ErrorSummary, Field, Heading, Main, TextInput } from '@madoguchi/ui'
import { data, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../hidden-token.tsx'
import { pageTitle, titled } from '../page-title.ts'
import type { GateArgs } from '../staff-context.ts'

export function loader({ request, context }: GateArgs) {
  const { t, tenant } = context
  const brand = t('brand', { municipality: tenant.name.ja })
  return {
    title: pageTitle(context, t('sign-in.title')),
    brand,
    next: safeNext(new URL(request.url).searchParams.get('next')),
  }
}

export async function action({ request, context }: GateArgs) {
  const { db, auth, tenant, address, now } = context
  const form = await request.formData()
  const [loginId, password] = [String(form.get('loginId') ?? ''), String(form.get('password') ?? '')]
  const outcome = await signInStaff(db, auth, tenant, { loginId, password, address, now })
  if (!outcome.ok) return data({ refused: outcome.reason, loginId }, { status: 422 })

  context.openSession(outcome.value.secret)
  return redirect(safeNext(String(form.get('next') ?? '')), 303)
}

/** A page of our own, else the first one: never `//elsewhere`. */
const safeNext = (path: string | null) => (path && /^\/(?![/\\])[\w/-]*$/.test(path) ? path : '/')

export const meta = titled

export default function SignIn() {
  const { t } = useTranslation('staff')
  const { brand, next } = useLoaderData<typeof loader>()
  const tried = useActionData<typeof action>()
  const problem = tried && t(`sign-in.refused.${tried.refused}`)

  return (
    <Main>
      <form method="post" className="stack sign-in">
        <Heading level={1} kicker={brand}>
          {t('sign-in.title')}
        </Heading>
        {problem && (
          <ErrorSummary title={t('sign-in.problem')} errors={[{ text: problem, href: '#login-id' }]} />
        )}
        <HiddenToken />
        <input type="hidden" name="next" value={next} />
        <Field id="login-id" label={t('sign-in.login-id')} error={problem}>
          <TextInput
            name="loginId"
            autoFocus
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={tried?.loginId}
            width="long"
            required
          />
        </Field>
        <Field id="password" label={t('sign-in.password')}>
          <TextInput name="password" type="password" autoComplete="current-password" width="long" required />
        </Field>
        <Button type="submit">{t('sign-in.submit')}</Button>
      </form>
    </Main>
  )
}

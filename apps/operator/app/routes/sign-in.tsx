import { signInOperator } from '@madoguchi/core/identity'
import { Button, ErrorSummary, Field, Heading, Main, TextInput } from '@madoguchi/ui'
import { useActionData, useLoaderData } from '@remix-run/react'
import { data, redirect } from '@remix-run/server-runtime'
import type { OperatorArgs } from '../operator-context.ts'
import { useWords } from '../words.tsx'

export function loader({ context }: OperatorArgs) {
  if (context.operator) throw redirect('/', 303)
  return { title: context.t('sign-in.title'), formToken: context.formToken() }
}

export async function action({ request, context }: OperatorArgs) {
  const form = await request.formData()
  const loginId = String(form.get('loginId') ?? '')
  const password = String(form.get('password') ?? '')
  const { db, auth, address, now } = context

  const outcome = await signInOperator(db, auth, { loginId, password, address, now })
  if (!outcome.ok) return refused(loginId, context.t(`sign-in.${outcome.reason}`))

  context.openSession(outcome.value.secret)
  return redirect('/', 303)
}

const refused = (loginId: string, problem: string) => data({ loginId, problem }, { status: 422 })

export const meta = ({ data }: { data?: { title: string } }) => [{ title: data?.title }]

export default function SignIn() {
  const { t } = useWords()
  const { title, formToken } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()

  return (
    <Main width="reading">
      <form method="post" className="stack" data-submit-once>
        {answer && (
          <ErrorSummary title={t('sign-in.problem')} errors={[{ text: answer.problem, href: '#loginId' }]} />
        )}
        <Heading level={1}>{title}</Heading>
        <p>{t('sign-in.lead')}</p>
        <input type="hidden" name="formToken" value={formToken} />
        <Field id="loginId" label={t('sign-in.login-id')}>
          <TextInput
            name="loginId"
            autoComplete="username"
            defaultValue={answer?.loginId}
            width="medium"
            required
          />
        </Field>
        <Field id="password" label={t('sign-in.password')}>
          <TextInput
            name="password"
            type="password"
            autoComplete="current-password"
            width="medium"
            required
          />
        </Field>
        <Button type="submit">{t('sign-in.act')}</Button>
      </form>
    </Main>
  )
}

import { createTransport } from 'nodemailer'

export type AuthMail = {
  to: string
  purpose: 'invite' | 'recovery' | 'email_change'
  redirectTo: string
  otp: string
  hash: string
}

/** Sends one of Auth's own mails; rejects when the SMTP server does not take it. */
export type SendMail = (mail: AuthMail) => Promise<void>

const SUBJECTS = {
  invite: 'ご利用の案内（アカウントの登録）',
  recovery: 'パスワードの再設定',
  email_change: 'メールアドレスの変更の確認',
} as const

const SENTENCES = {
  invite: 'アカウントが作られました。次のリンクを開いて、登録を終えてください。',
  recovery: 'パスワードの再設定を受け付けました。次のリンクを開いて、新しいパスワードを決めてください。',
  email_change: 'メールアドレスの変更を受け付けました。次のリンクを開いて、確認を終えてください。',
} as const

/** The link that a mail or `generate_link` carries; opening it consumes the code. */
export function actionLink(apiUrl: string, hash: string, type: string, redirectTo: string): string {
  return `${apiUrl}/verify?${new URLSearchParams({ token: hash, type, redirect_to: redirectTo })}`
}

/** Mails through a plain SMTP server on this machine. */
export function openMailer(smtpUrl: string, apiUrl: string): SendMail {
  const transport = createTransport(smtpUrl)
  return async ({ to, purpose, redirectTo, otp, hash }) => {
    const text = [
      SENTENCES[purpose],
      actionLink(apiUrl, hash, purpose, redirectTo),
      `確認コード: ${otp}`,
      'お心当たりのない場合は、このメールを破棄してください。',
    ]
    await transport.sendMail({
      from: '"窓口（ローカル）" <noreply@madoguchi.localhost>',
      to,
      subject: SUBJECTS[purpose],
      text: text.join('\n\n'),
    })
  }
}

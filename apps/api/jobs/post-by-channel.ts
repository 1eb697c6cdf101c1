import type { Post } from '@madoguchi/core/notices'
import { z } from 'zod'
import { refusal } from './hand-over.ts'
import { LineAccount, openLinePost } from './line-post.ts'
import { openSmsPost, SmsAccount } from './sms-post.ts'

/** Accounts by the municipality's slug, as JSON in one variable of the environment. None: nothing leaves that way. */
const accountsOf = <Account extends z.ZodType>(account: Account) =>
  z
    .string()
    .default('{}')
    .transform((text, issue) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        issue.addIssue('no JSON')
        return z.NEVER
      }
    })
    .pipe(z.record(z.string(), account))

export const accountSettings = {
  SMS_ACCOUNTS: accountsOf(SmsAccount),
  LINE_ACCOUNTS: accountsOf(LineAccount),
}

type Accounts = { SMS_ACCOUNTS: Record<string, SmsAccount>; LINE_ACCOUNTS: Record<string, LineAccount> }

/** One way out for each municipality: mails by the common server, SMS and LINE by accounts of its own. */
export function openPosts(mail: Post, { SMS_ACCOUNTS, LINE_ACCOUNTS }: Accounts): (slug: string) => Post {
  const open = <Account>(accounts: Record<string, Account>, by: (account: Account) => Post) =>
    new Map(Object.entries(accounts).map(([slug, account]) => [slug, by(account)]))
  const sms = open(SMS_ACCOUNTS, (it) => openSmsPost(it))
  const line = open(LINE_ACCOUNTS, (it) => openLinePost(it))
  const nobody: Post = () => Promise.reject(refusal('ECONNECTION', false))
  return (slug) => (message) => {
    const by = { mail, sms: sms.get(slug), line: line.get(slug) }[message.channel]
    return (by ?? nobody)(message)
  }
}

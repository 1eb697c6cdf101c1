import type { LocalText, Tenant } from '@madoguchi/core/tenancy'
import type { Languages } from '@madoguchi/i18n'
import { readingsAsRuby } from '@madoguchi/i18n/readings-as-ruby'
import { plainPage, type ShellEnv } from '@madoguchi/web'
import type { Context } from 'hono'
import { databaseIsAway, RETRY_AFTER } from './database-is-away.ts'
import type { Visit } from './make-page.ts'

/** The page for what went wrong outside of Remix: whole, calm, in the visitor's language. `again`: where to press again. */
export const errorPageIn =
  (languages: Languages) =>
  (c: Context<ShellEnv<Tenant, Visit>>, status: number, reference: string, again?: string) => {
    const language = c.var.language ?? 'ja'
    const t = languages.t(language)
    const answer = status === 500 && databaseIsAway(c.error) ? 503 : status
    const kind = answer === 404 || answer === 503 ? answer : answer === 403 ? 403 : 500
    const say = (key: string) => t(kind === 403 ? `booking:form-refused.${key}` : `error-page.${kind}.${key}`)
    // Before a host name is known to be ours there is no municipality to speak for.
    const tenant: Tenant | undefined = c.var.tenant
    const local = (text: LocalText) => text[language] ?? text.ja
    const html = plainPage({
      lang: languages.htmlLang(language),
      site: tenant && `${local(tenant.name)} ${t('booking:site.name')}`,
      title: say('title'),
      paragraphs: again ? [t('booking:refused.busy')] : [say('body'), say('next')],
      reference: kind === 500 ? t('error-page.500.reference', { id: reference }) : undefined,
      telephone: tenant && {
        number: tenant.contact.telephone.replaceAll('-', ''),
        text: t('footer.telephone', { telephone: tenant.contact.telephone }),
        hours: t('footer.hours', { hours: local(tenant.contact.hours) }),
      },
      link: again ? { href: again, text: say('retry') } : { href: '/', text: t('action.top') },
    })
    const text = language === 'ja-easy' ? readingsAsRuby(html) : html
    return c.html(text, answer as 500, answer === 503 ? RETRY_AFTER : {})
  }

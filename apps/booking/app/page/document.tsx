import { htmlLang, languageNames } from '@madoguchi/i18n/languages'
import { ErrorSummary, Footer, Header, Heading, Icon, LanguageLinks, Main, SkipLink } from '@madoguchi/ui'
import type { ReactNode } from 'react'
import styles from '../resident.css?url'
import screens from '../screens.css?url'
import { type Titled, usePage } from './page.tsx'
import { useLocal } from './use-local.ts'

type DocumentProps = Titled & { children: ReactNode }

/** A whole page: whose site this is, the languages, the heading, and where help is. No inline script, no inline style. */
export function Document({ title, problems = [], summary, goesOn, screen, children }: DocumentProps) {
  const { tenant, language, words, script } = usePage()
  const local = useLocal()
  const city = local(tenant.name)
  const site = words('site.name')

  return (
    <html lang={htmlLang(language)} data-language={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${problems.length ? words('common:error.title-prefix') : ''}${title}｜${city} ${site}`}</title>
        <link rel="stylesheet" href={styles} />
        {screen && <link rel="stylesheet" href={screens} />}
        <link rel="stylesheet" href="/tenant/theme.css" />
        <link rel="icon" href="/tenant/logo.svg" />
        {goesOn && (
          <noscript>
            <meta httpEquiv="refresh" content={`${goesOn.after};url=${goesOn.to}`} />
          </noscript>
        )}
        {script && <script type="module" src={script} />}
      </head>
      <body data-screen={screen}>
        {screen ? (
          <Screen title={title}>{children}</Screen>
        ) : (
          <Site title={title} problems={problems} summary={summary}>
            {children}
          </Site>
        )}
      </body>
    </html>
  )
}

/** Whose site it is, the languages, the heading, and where help is. */
function Site({ title, problems = [], summary, children }: DocumentProps) {
  const { tenant, words } = usePage()
  const local = useLocal()
  return (
    <>
      <SkipLink>{words('common:skip')}</SkipLink>
      <Header
        name={local(tenant.name)}
        service={words('site.name')}
        href="/"
        logo={{ src: '/tenant/logo.svg', width: 40, height: 40 }}
      >
        <Languages />
      </Header>
      <Main>
        {tenant.fictional && <p className="fictional">{words('site.fictional')}</p>}
        <ErrorSummary
          title={summary ?? words('common:error.summary')}
          errors={problems.map(({ text, field }) => ({ text, href: field && `#${field}` }))}
        />
        <Heading level={1}>{title}</Heading>
        {children}
      </Main>
      <Footer
        label={words('common:footer.label')}
        links={[
          { href: '/accessibility', text: words('common:footer.accessibility') },
          { href: '/privacy', text: words('common:footer.privacy') },
        ]}
      >
        <p>{local(tenant.contact.name)}</p>
        <p>
          <Icon name="phone" /> {words('common:footer.telephone', { telephone: tenant.contact.telephone })}
          <br />
          {words('common:footer.hours', { hours: local(tenant.contact.hours) })}
        </p>
      </Footer>
    </>
  )
}

/** A screen in an office: nothing but what it is there for. */
function Screen({ title, children }: DocumentProps) {
  return (
    <main id="main" className="screen">
      <h1 className="screen-title">{title}</h1>
      {children}
    </main>
  )
}

/** The same page in another language: the shell remembers the choice and comes back to this address. */
function Languages() {
  const { tenant, language, words, path } = usePage()
  const here = `${path}${path.includes('?') ? '&' : '?'}lang=`
  return (
    <LanguageLinks
      label={words('common:language.label')}
      languages={tenant.languages.map((it) => ({
        name: languageNames[it],
        href: `${here}${it}`,
        lang: htmlLang(it),
        current: it === language,
      }))}
    />
  )
}

import { mintId } from '@madoguchi/core/kernel'
import { htmlLang, languageNames } from '@madoguchi/i18n/languages'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FORGET_AFTER, giveAtKiosk, kioskHere, lanesToTake } from '../kiosk/kiosk-here.ts'
import { KioskRefused } from '../kiosk/kiosk-refused.tsx'
import { ScanForm } from '../kiosk/scan-form.tsx'
import { TakeForm } from '../kiosk/take-form.tsx'
import { type PageArgs, usePage } from '../page/page.tsx'
import { useLocal } from '../page/use-local.ts'
import { lanesHere } from '../queue/lanes-here.ts'

const STEPS = ['check-in', 'take', 'busy', 'help'] as const

/**
 * 受付端末: what stands in the lobby. The languages first, four large buttons, and a field that takes what a scanner reads at any
 * time. Opened by a key of its own; it knows nobody and remembers nobody.
 */
export async function loader(args: PageArgs) {
  const { context: page, params } = args
  const { venue, base, home } = await kioskHere(args)
  const step = STEPS.find((it) => it === params.step) ?? 'start'
  return {
    title: page.words(`queue:kiosk.title.${step}`),
    screen: 'kiosk' as const,
    goesOn: step === 'start' ? undefined : { to: home, after: FORGET_AFTER },
    step,
    base,
    home,
    venue: { code: venue.code, name: venue.name },
    requestId: mintId<never>(),
    lanes: lanesToTake(page, venue),
    busy: step === 'busy' ? lanesHere(page, venue, await page.queue(venue.id)) : [],
  }
}

export const action = giveAtKiosk

export default function Kiosk() {
  const { step, base, home, venue, requestId, lanes } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()
  const { words, tenant } = usePage()
  const local = useLocal()
  return (
    <>
      <p className="kiosk-where">
        {local(tenant.name)}　{local(venue.name)}
      </p>
      {refused && <KioskRefused refused={refused} />}
      {step === 'start' && <Languages base={base} />}
      {(step === 'start' || step === 'check-in') && <ScanForm base={base} requestId={requestId} />}
      {step === 'take' && <TakeForm base={base} requestId={requestId} lanes={lanes} />}
      {step === 'busy' && <Busy />}
      {step === 'help' && <p className="kiosk-help">{words('queue:kiosk.help')}</p>}
      {step === 'start' ? (
        <ul className="kiosk-choices">
          {STEPS.map((it) => (
            <li key={it}>
              <a href={`${base}/${it}`}>
                {words(`queue:kiosk.choice.${it}`)}
                <small>{words(`queue:kiosk.note.${it}`)}</small>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p>
          <a className="kiosk-home" href={home} data-home-after={FORGET_AFTER}>
            {words('queue:kiosk.home')}
          </a>
        </p>
      )}
    </>
  )
}

function Languages({ base }: { base: string }) {
  const { tenant, language, words } = usePage()
  return (
    <nav aria-label={words('common:language.label')}>
      <ul className="kiosk-languages">
        {tenant.languages.map((it) => (
          <li key={it}>
            <a
              href={`${base}?lang=${it}`}
              lang={htmlLang(it)}
              aria-current={it === language ? 'true' : undefined}
            >
              {languageNames[it]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Busy() {
  const { busy } = useLoaderData<typeof loader>()
  const { words } = usePage()
  const local = useLocal()
  if (busy.length === 0)
    return (
      <p className="kiosk-help">
        {words('queue:congestion.closed')}（{words('queue:congestion.closed-what')}）
      </p>
    )
  return (
    <ul className="board-lanes">
      {busy.map(({ id, name, waiting, range }) => (
        <li key={id}>
          <span className="board-lane">{local(name)}</span>{' '}
          <strong>{words('queue:board.people', { count: waiting })}</strong>{' '}
          <span>{range ? words('queue:board.range', range) : words('queue:board.range-unknown')}</span>
        </li>
      ))}
    </ul>
  )
}

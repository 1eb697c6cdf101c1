import { Button, Heading, TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import type { ActView } from './act-view.server.ts'

/** The places that were offered instead: how many have been answered for, and who still has to. */
export function ActOffers({ act: { offers, accepted, lapsed, answerBy } }: { act: ActView }) {
  const { t } = useTranslation('calendar')
  if (offers.length + accepted + lapsed === 0) return null
  return (
    <>
      <Heading level={2} id="offers">
        {t('bad-day.offers')}
      </Heading>
      <p>{t('bad-day.offers-count', { open: offers.length, accepted, lapsed, until: answerBy })}</p>
      {offers.length > 0 && (
        <details>
          <summary>{t('bad-day.offers-open')}</summary>
          <p>{t('bad-day.offers-what')}</p>
          <ul className="plain-list stack">
            {offers.map((it) => (
              <li key={it.id} className="to-tell">
                <span>
                  <TextLink href={`/reservations/${it.reservationId}`}>{it.number}</TextLink>
                  {`　${it.name ?? ''}　${it.now}`}
                </span>
                <form method="post" data-submit-once>
                  <HiddenToken />
                  <input type="hidden" name="accepted" value={it.reservationId} />
                  <Button
                    kind="secondary"
                    size="small"
                    aria-label={t('bad-day.accepted-of', { number: it.number })}
                  >
                    {t('bad-day.accepted')}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

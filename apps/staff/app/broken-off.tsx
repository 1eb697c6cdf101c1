import { TextLink } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import type { brokenOffView } from './broken-off-view.server.ts'

type View = NonNullable<ReturnType<typeof brokenOffView>>

/** After a visit was broken off: since when and why, whether it goes on today, and how the resident books again. */
export function BrokenOff({ at, reason, note, whyNot, bookedAs, hasCard, bookingPage, telephone }: View) {
  const { t } = useTranslation('staff')
  return (
    <>
      <p>{t('broken-off.when', { time: at, reason: t(`reason.${reason}`) })}</p>
      {note && <p>{t('visit.by-note', { note })}</p>}
      <p>
        {t(whyNot ? `refused.${whyNot}` : 'broken-off.today')}{' '}
        {bookedAs && <TextLink href={`/reservations/${bookedAs}`}>{t('broken-off.to-new')}</TextLink>}
      </p>
      {!bookedAs && (
        <p>
          {bookingPage && (
            <>
              {t(hasCard ? 'broken-off.again' : 'broken-off.again-no-card')}{' '}
              <TextLink href={bookingPage}>{bookingPage}</TextLink>
              <br />
            </>
          )}
          {t('broken-off.telephone', { telephone })}
        </p>
      )}
    </>
  )
}

import { useTranslation } from 'react-i18next'
import type { LetterView, SenderView } from './letter-view.server.ts'

/** The number, large, with its QR code and what to do with it. */
export function LetterNumber({ letter, sender }: { letter: LetterView; sender: SenderView }) {
  const { t } = useTranslation('letters')
  const { code } = letter
  return (
    <section className="letter-box">
      <div>
        <h3>
          {t('letter.number')}
          <span className="letter-secret">{t('letter.number-note')}</span>
        </h3>
        <p className="letter-digits">{letter.number}</p>
        <h3>{t('letter.steps')}</h3>
        <ol>
          <li>{sender.address ? t('letter.step-open', sender) : t('letter.step-open-plain', sender)}</li>
          <li>{t('letter.step-identify')}</li>
          <li>{t('letter.step-choose')}</li>
        </ol>
      </div>
      {code && (
        <div className="letter-code">
          <svg role="img" aria-label={t('letter.qr')} viewBox={`-4 -4 ${code.size + 8} ${code.size + 8}`}>
            <path d={code.path} shapeRendering="crispEdges" />
          </svg>
          <p>{t('letter.qr-note')}</p>
        </div>
      )}
    </section>
  )
}

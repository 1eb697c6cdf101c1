import { useTranslation } from 'react-i18next'
import { LetterNumber } from './letter-number.tsx'
import type { LetterView, SenderView } from './letter-view.server.ts'

type Props = { letter: LetterView; sender: SenderView }

/** One letter on one sheet of A4, folded in three for a window envelope (長形3号); black on white. */
export function LetterSheet({ letter, sender }: Props) {
  const { t } = useTranslation('letters')
  return (
    <article className="letter" aria-label={t('letter.label', { name: letter.name })}>
      <div className="letter-window">
        {letter.postalCode && <p>{t('letter.postal-code', { code: letter.postalCode })}</p>}
        <p>{letter.address}</p>
        <p className="letter-name">
          {letter.name}　{t('letter.honorific')}
        </p>
      </div>
      <div className="letter-from">
        <p>{sender.date}</p>
        <p>{sender.office}</p>
      </div>
      <h2 className="letter-subject">{t('letter.subject')}</h2>
      <p>{t('letter.greeting')}</p>
      <LetterNumber letter={letter} sender={sender} />
      <p>{t('letter.telephone')}</p>
      <Facts letter={letter} />
      <footer className="letter-foot">
        <p>
          {t('letter.contact')}：{sender.office}　{t('letter.contact-telephone', sender)}
        </p>
        <p>{sender.hours}</p>
        <p>{t('letter.warning')}</p>
      </footer>
    </article>
  )
}

function Facts({ letter }: { letter: LetterView }) {
  const { t } = useTranslation('letters')
  const { venue, bring } = letter
  return (
    <dl className="letter-facts">
      <dt>{t('letter.venue')}</dt>
      <dd>
        <strong>{venue.name}</strong>
        {venue.address && <p>{venue.address}</p>}
        {venue.telephone && <p>{t('letter.contact-telephone', { telephone: venue.telephone })}</p>}
      </dd>
      <dt>{t('letter.deadline')}</dt>
      <dd>
        <strong>{t('letter.deadline-what', { date: letter.deadline })}</strong>
        <p>{t('letter.deadline-note')}</p>
      </dd>
      {bring && (
        <>
          <dt>{t('letter.bring')}</dt>
          <dd>
            <ul>
              {bring.lines.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
              <li>{bring.fee}</li>
            </ul>
            {bring.lists.map(({ title, text }) => (
              <p key={title} className="letter-list">
                {title}：{text}
              </p>
            ))}
          </dd>
        </>
      )}
    </dl>
  )
}

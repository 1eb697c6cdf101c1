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
      <p>
        {t('letter.greeting')}
        <strong>{t('letter.not-the-notice')}</strong>
      </p>
      <LetterNumber letter={letter} sender={sender} />
      <Facts letter={letter} />
      <OtherLanguages sender={sender} />
      <footer className="letter-foot">
        <p>
          {t('letter.contact')}：{sender.office}　{t('letter.contact-telephone', sender)}
        </p>
        <p>{sender.hours}</p>
        <p>{t('letter.telephone')}</p>
        <p>{t('letter.warning')}</p>
      </footer>
    </article>
  )
}

/** How to book, what to bring and whom to call, for whoever reads the rest with difficulty or not at all. */
function OtherLanguages({ sender }: Pick<Props, 'sender'>) {
  const { t } = useTranslation('letters')
  const { address, telephone } = sender
  return (
    <div className="letter-languages">
      <p>{t('letter.easy', { where: address || t('letter.website', sender), telephone })}</p>
      <p lang="en">{t('letter.english', { where: address || t('letter.website-en'), telephone })}</p>
    </div>
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
        {venue.address && `　${venue.address}`}
        {venue.telephone && `　${t('letter.contact-telephone', { telephone: venue.telephone })}`}
      </dd>
      <dt>{t('letter.deadline')}</dt>
      <dd>
        <strong>{t('letter.deadline-what', { date: letter.deadline })}</strong>　{t('letter.deadline-note')}
      </dd>
      {bring && (
        <>
          <dt>{t('letter.bring')}</dt>
          <dd>
            <ul>
              {bring.lines.map(({ text }) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          </dd>
          <dd className="letter-fee">
            {[bring.fee, ...bring.conditions].map((it) => (
              <p key={it}>{it}</p>
            ))}
          </dd>
          {bring.lists.length > 0 && (
            <dd className="letter-lists">
              {bring.lists.map(({ title, text }) => (
                <p key={title}>
                  {title}：{text}
                </p>
              ))}
            </dd>
          )}
        </>
      )}
    </dl>
  )
}

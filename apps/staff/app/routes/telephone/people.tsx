import { Button, ButtonRow, LinkButton } from '@madoguchi/ui'
import { useTranslation } from 'react-i18next'
import { HiddenToken } from '../../hidden-token.tsx'
import { AlsoFields } from './also-fields.tsx'
import { useCall } from './use-call.ts'

/** 来庁する方: everybody of the reservation; who comes along may leave, and each may have other things to do. */
export function People() {
  const { t } = useTranslation('telephone')
  const { people, here, joining } = useCall()
  if (!people || joining) return null
  return (
    <>
      <h3>{t('people.title')}</h3>
      <ol className="call-people">
        {people.people.map((it) => (
          <li key={it.id}>
            <p>
              {it.name}　{it.procedures}
            </p>
            {people.choices.length > 0 && (
              <details>
                <summary>{t('people.change', { name: it.name })}</summary>
                <form method="post" action={here} className="stack" data-submit-once>
                  <HiddenToken />
                  <input type="hidden" name="person" value={it.id} />
                  <AlsoFields
                    id={`also-${it.id}`}
                    label={t(it.pickup ? 'people.besides' : 'people.procedures')}
                    choices={people.choices}
                    ticked={it.ticked}
                  />
                  <ButtonRow>
                    <Button kind="secondary" size="small" name="intent" value="procedures">
                      {t('people.submit')}
                    </Button>
                    {it.mayLeave && (
                      <Button kind="danger" size="small" name="intent" value="leave">
                        {t('people.leave')}
                      </Button>
                    )}
                  </ButtonRow>
                </form>
              </details>
            )}
          </li>
        ))}
      </ol>
      {people.add && (
        <LinkButton kind="secondary" size="small" href={people.add}>
          {t('people.add')}
        </LinkButton>
      )}
    </>
  )
}

import { BREAK_OFF_REASONS } from '@madoguchi/core/issuance'
import { openLanguages } from '@madoguchi/i18n'
import { expect, it } from 'vitest'

const languages = openLanguages()

it.each(['ja', 'ja-easy', 'en'] as const)(
  'every reason has its sentence for the owner of the card: %s',
  (language) => {
    const t = languages.t(language, 'booking')
    const missing = BREAK_OFF_REASONS.filter(
      (reason) => !/[。.]$/.test(t(`card.broken-off.because.${reason}`)),
    )
    expect(missing).toEqual([])
  },
)

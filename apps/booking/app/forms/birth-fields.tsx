import type { TypedDate } from '@madoguchi/core/identity'
import { DateFields } from '@madoguchi/ui'
import { usePage } from '../page/page.tsx'

const ERAS = {
  ja: ['showa', 'heisei', 'reiwa', 'taisho', 'meiji', 'western'],
  other: ['western', 'showa', 'heisei', 'reiwa', 'taisho', 'meiji'],
}

/** The birth date: 和暦 first for readers of Japanese, the Western year first for everyone else. */
export function BirthFields({ typed, error }: { typed?: TypedDate | undefined; error?: string | undefined }) {
  const { words, language } = usePage()
  const eras = language === 'ja' ? ERAS.ja : ERAS.other
  return (
    <DateFields
      id="birth"
      name="birth"
      label={words('identify.birth')}
      required={words('common:field.required')}
      support={words('common:date.legend-support')}
      error={error}
      words={{
        era: words('common:date.era'),
        year: words('common:date.year'),
        month: words('common:date.month'),
        day: words('common:date.day'),
      }}
      eras={eras.map((value) => ({ value, label: words(`common:date.${value}`) }))}
      defaultValue={typed}
      autoComplete="bday"
    />
  )
}

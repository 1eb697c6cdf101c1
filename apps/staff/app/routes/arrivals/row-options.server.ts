import {
  type ArrivalField,
  type ArrivalTexts,
  CARD_KINDS,
  codeKey,
  type MappingProfile,
} from '@madoguchi/core/issuance/arrivals'
import type { OfficeContext } from '../../staff-context.ts'

export type RowOption = { value: string; label: string }

/**
 * What a field that takes codes may be given, by its official names. The value is the file's own word for it, so that the
 * row reads as before where nothing was changed; a word that means nothing stays at the top, to be chosen away from.
 */
export function optionsOf(
  { codes }: MappingProfile,
  texts: ArrivalTexts,
  { t, venues }: OfficeContext,
): Partial<Record<ArrivalField, RowOption[]>> {
  const certificate = [
    [true, t('arrivals:yes')],
    [false, t('arrivals:no')],
  ] as const
  // A venue that the profile has no word for can be given by its own code.
  const ownCodes = venues.map(({ code }) => [code, code] as const)
  return {
    kind: options(
      Object.entries(codes.kind),
      CARD_KINDS.map((kind) => [kind, t(`arrivals:kind.${kind}`)]),
      texts.kind,
    ),
    venue: options(
      [...Object.entries(codes.venue), ...ownCodes],
      venues.map(({ code, name }) => [code, name.ja]),
      texts.venue,
    ),
    signatureCertificate: options(Object.entries(codes.yesNo), certificate, texts.signatureCertificate),
    userCertificate: options(Object.entries(codes.yesNo), certificate, texts.userCertificate),
  }

  function options<Value>(
    words: readonly (readonly [string, Value])[],
    meanings: readonly (readonly [Value, string])[],
    said = '',
  ): RowOption[] {
    const meant = words.find(([word]) => codeKey(word) === codeKey(said))?.[1]
    const official = meanings.flatMap(([meaning, label]) => {
      const word = meaning === meant ? said : words.find(([, it]) => it === meaning)?.[0]
      return word === undefined ? [] : [{ value: word, label }]
    })
    const isOfficial = said.trim() === '' || official.some(({ value }) => value === said)
    return isOfficial ? official : [{ value: said, label: t('arrivals:row.said', { said }) }, ...official]
  }
}

export type CharacterProblem = 'undecodable' | 'control-character' | 'direction-control' | 'gaiji'
export type CharacterWarning = 'geta' | 'rare-character' | 'invisible-character'

const CONTROLS = /\p{Cc}/u
// Letters that turn the reading direction make one name look like another (bidi controls, UAX #9).
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/
const NONCHARACTERS = /[\uFDD0-\uFDEF\u{1FFFE}\u{1FFFF}\uFFFE\uFFFF]|\p{Noncharacter_Code_Point}/u
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u
const VARIATION_SELECTOR = /\p{Variation_Selector}/u
// What many devices cannot show: outside the BMP, CJK extension A.
const RARE = /[\u{10000}-\u{10FFFF}\u3400-\u4DBF]/u

/** Why a text cannot be stored as it is: it lost characters on the way, or holds some that no name has. 外字 are private-use. */
export function characterProblem(text: string): CharacterProblem | null {
  if (text.includes('\uFFFD') || !text.isWellFormed()) return 'undecodable'
  if (CONTROLS.test(text)) return 'control-character'
  if (DIRECTIONS.test(text)) return 'direction-control'
  if (NONCHARACTERS.test(text)) return 'undecodable'
  if (/\p{Co}/u.test(text)) return 'gaiji'
  return null
}

/** What somebody should look at before a letter is printed; none of it stops a row. 〓 stands where a 外字 was. */
export function characterWarnings(text: string): CharacterWarning[] {
  const warnings: CharacterWarning[] = []
  if (text.includes('〓')) warnings.push('geta')
  if (RARE.test(text) || VARIATION_SELECTOR.test(text)) warnings.push('rare-character')
  if ([...text].some((it) => INVISIBLE.test(it) && !VARIATION_SELECTOR.test(it)))
    warnings.push('invisible-character')
  return warnings
}

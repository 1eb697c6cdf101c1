const READING = /([\p{sc=Han}々]+)（([\p{sc=Hiragana}ー]+)）/gu
/** A title or a choice, which hold nothing but text; a tag; or the text between tags. */
const PIECES = /<(title|option|textarea)\b[^>]*>[^<]*<\/\1>|<[^>]*>|[^<]+/g
const SPOKEN = / (?:aria-label|alt)="[^"]*"/g

/** A text without its readings: what is left to be read. */
export const withoutReadings = (text: string): string => text.replace(READING, '$1')

/**
 * Sets the readings of a page in やさしい日本語 above their words: 照会番号（しょうかいばんごう） becomes ruby, which shows the
 * brackets only where ruby is not known. A choice keeps its brackets; a title, and what is only spoken, needs no reading.
 * `html` is a whole page of ours, with `<` and `>` escaped in its texts.
 */
export const readingsAsRuby = (html: string): string =>
  html.replace(PIECES, (piece, whole?: string) => {
    if (whole === 'title') return withoutReadings(piece)
    if (whole) return piece
    if (piece.startsWith('<')) return piece.replace(SPOKEN, withoutReadings)
    const read = piece.replace(READING, '<ruby>$1<rp>（</rp><rt>$2</rt><rp>）</rp></ruby>')
    // One box for the whole text: a button lays out what is in it piece by piece.
    return read === piece ? piece : `<span>${read}</span>`
  })

/**
 * Variants of one character in names, base first. For finding, never for storing. One step and no further: such
 * tables, closed transitively, make one family of strangers. 斉 and 斎 are different characters, but whoever looks
 * for a サイトウ does not know which one it is. 埼 is left out of 崎: 埼玉 is not a spelling of 崎玉.
 */
const VARIANTS =
  '斎齋齊斉斊亝 辺邊邉 高髙 崎﨑碕嵜 浜濱濵 柳栁桺 徳德 吉𠮷 島嶋嶌 富冨 沢澤 広廣 橋𣘺 桑桒 土圡 瀬瀨 ' +
  '与與 丘坵 亀龜 児兒 円圓 刈苅 国國圀囶 坂阪 塩鹽 増增 奥奧 実實 寛寬 寿壽 岳嶽 峰峯 巌巖 巻卷 弥彌 恵惠 ' +
  '昇曻 晃晄 暁曉 曽曾 来來 条條 杉杦 松枩柗 栄榮 桜櫻 桧檜 梅楳 槙槇 淵渕渊 温溫 滝瀧 万萬 真眞 礼禮 禅禪 ' +
  '秋穐龝 穂穗 窪漥 竜龍龒 糸絲 総總緫 翠翆 船舩 芦蘆 荘莊 蔵藏 薫薰 薮藪籔 豊豐 鉄鐵鐡銕 鎌鐮 関關 隠隱 ' +
  '静靜 頼賴 館舘 鴎鷗 鶴靏靎鸖 黄黃 黒黑 郎郞 隆𨺓 遥遙 桝枡'

const BASE_OF = new Map(
  VARIANTS.split(' ').flatMap((group) => {
    const [base = '', ...variants] = group
    return variants.map((variant) => [variant, base] as const)
  }),
)

const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu
const BLANKS = /[\p{White_Space}\u200B-\u200D\u2060\uFEFF]/gu
const KANA_HYPHENS = /(?<=[\u30A1-\u30FE])[\p{Pd}\u2212]/gu
// Latin letters that no decomposition takes apart.
const LATIN = new Map(
  Object.entries({ Đ: 'D', Ð: 'D', Ł: 'L', Ø: 'O', Æ: 'AE', Œ: 'OE', ẞ: 'SS', Þ: 'TH', ı: 'I' }),
)

/** Half-width, hiragana and detached (han)dakuten to full-width katakana; small kana, ヴ and ー stay what they are. */
export const toFullWidthKana = (text: string): string =>
  text
    .replace(/[\uFF61-\uFF9F]+/g, (half) => half.normalize('NFKC'))
    .replace(/(?<=[\u3041-\u30FE])[\u309B\u309C]/g, (mark) => (mark === '\u309B' ? '\u3099' : '\u309A'))
    .replace(/[\u3041-\u30FE][\u3099\u309A]/g, (pair) => pair.normalize('NFC'))
    .replace(/[\u3041-\u3096\u309D\u309E]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))

/** The key under which a name is found: NFKC, without variation selectors and blanks, variants folded, kana as katakana, Latin as plain capitals. The name itself is stored as it came. */
export function nameSearchKey(name: string): string {
  const plain = name.replace(VARIATION_SELECTORS, '').normalize('NFKC').replace(BLANKS, '')
  return [...toFullWidthKana(plain)].map((it) => BASE_OF.get(it) ?? plainLatin(it)).join('')
}

/** The key under which a reading is found: as for names, and every hyphen after a kana is ー. */
export const kanaSearchKey = (kana: string): string => nameSearchKey(kana).replace(KANA_HYPHENS, 'ー')

/** The words of a name in Latin letters alone, as app.latin_words folds them: `Thị Lan` is THI and LAN; none of another script. */
export function latinWords(name: string): string[] {
  const words = name.normalize('NFKC').split(/[^\p{L}\p{M}\p{N}]+/u)
  const keys = words.map(nameSearchKey).filter((key) => key !== '')
  return keys.every((key) => /^[A-Z0-9]+$/.test(key)) ? keys : []
}

function plainLatin(character: string): string {
  if (!/\p{Script=Latin}/u.test(character)) return character
  const capital = character.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')
  return LATIN.get(capital) ?? capital
}

/**
 * What stands in a name where a character was lost: 〓 and the other signs that systems print for a 外字 they do not
 * have, U+FFFD, private-use characters, and descriptions of a character (⿰, 〾). None of them is written in a name.
 */
const STAND_INS = /[〓■□◆◇●？?\uFFFC\uFFFD\u2FF0-\u2FFF\u303E\p{Co}]/u

/** Whether somebody has to see how a name is really written before it is printed on a letter: it holds 〓 or the like. */
export const nameNeedsConfirming = (name: string): boolean => STAND_INS.test(name) || !name.isWellFormed()

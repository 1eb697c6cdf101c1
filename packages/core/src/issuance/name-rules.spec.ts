import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kanaSearchKey, nameNeedsConfirming, nameSearchKey, toFullWidthKana } from './name-rules.ts'

const sameKey = (one: string, other: string) => expect(nameSearchKey(one)).toBe(nameSearchKey(other))

describe('the key under which a name is found', () => {
  it.each([
    ['髙橋', '高橋'],
    ['髙𣘺', '高橋'],
    ['山﨑', '山崎'],
    ['渡邉', '渡辺'],
    ['渡邊', '渡辺'],
    ['齋藤', '斉藤'],
    ['齊藤', '斎藤'],
    ['斉藤', '斎藤'],
    ['濵田', '浜田'],
    ['濱田', '浜田'],
    ['栁沢', '柳澤'],
    ['德永', '徳永'],
    ['𠮷野', '吉野'],
    ['嶋田', '島田'],
    ['嶌田', '島田'],
    ['冨田', '富田'],
    ['廣瀨', '広瀬'],
    ['桒原', '桑原'],
    ['圡屋', '土屋'],
    ['神田', '神田'],
    ['福島', '福島'],
    ['葛󠄀子', '葛子'],
    ['辻󠄁', '辻'],
    ['桒原　昴', '桑原昴'],
    ['森　鷗外', '森 鴎外'],
    ['鈴木　さくら', '鈴木 サクラ'],
    ['José  Ñandú', 'JOSE NANDU'],
    ['Nguyễn Thị Đào', 'NGUYEN THI DAO'],
    ['ＮＧＵＹＥＮ　ＴＨＩ', 'nguyen thi'],
    ['ヴィクトリア', 'ｳﾞｨｸﾄﾘｱ'],
  ])('is the same for %s and %s', (one, other) => sameKey(one, other))

  it.each([
    ['崎田', '埼田'],
    ['太田', '大田'],
    ['ハ', '八'],
    ['パン', 'バン'],
    ['シヨウ', 'ショウ'],
    ['ビクトリア', 'ヴィクトリア'],
  ])('is not the same for %s and %s', (one, other) => {
    expect(nameSearchKey(one)).not.toBe(nameSearchKey(other))
  })

  it('does not change when it is taken again', () => {
    for (const name of ['髙𣘺　次郎', '森　鷗外', '葛󠄀子', 'José  Ñandú', 'ｻｲﾄｳ ﾊﾅｺ', '〓田　花子']) {
      expect(nameSearchKey(nameSearchKey(name))).toBe(nameSearchKey(name))
    }
  })
})

describe('a reading in kana', () => {
  it.each([
    ['ｸﾜﾊﾞﾗ ｽﾊﾞﾙ', 'クワバラ スバル'],
    ['ｺﾊﾞﾔｼ ｳﾞｨｸﾄﾘｱ', 'コバヤシ ヴィクトリア'],
    ['ﾊﾟｯｸﾞ', 'パッグ'],
    ['ﾏﾘｰ･ﾛｰｽﾞ', 'マリー・ローズ'],
    ['くわばら　すばる', 'クワバラ　スバル'],
    ['カ\u3099キ', 'ガキ'],
    ['カ゛ハ゜', 'ガパ'],
    ['いすゞ', 'イスヾ'],
    ['ｶﾞﾞ', 'ガ\u3099'],
    ['NGUYEN', 'NGUYEN'],
    ['', ''],
  ])('%s becomes %s', (kana, full) => expect(toFullWidthKana(kana)).toBe(full))

  it.each([
    ['ｸﾜﾊﾞﾗ ｽﾊﾞﾙ', 'くわばらすばる'],
    ['ローズ', 'ロ－ズ'],
    ['ローズ', 'ロ-ズ'],
    ['ローズ', 'ろ−ず'],
    ['ローズ', 'ﾛｰｽﾞ'],
  ])('is found by the same key as %s and %s', (one, other) => {
    expect(kanaSearchKey(one)).toBe(kanaSearchKey(other))
  })
})

describe('a name in which a character was lost', () => {
  it.each([
    '〓田　花子',
    '高□　一郎',
    '山■',
    '佐？木',
    '?',
    '田中\uFFFD',
    '\uE000木',
    '\u{F0000}',
    '⿰弓爾',
    '森\uD83D',
  ])('has to be confirmed: %j', (name) => expect(nameNeedsConfirming(name)).toBe(true))

  it.each(['髙𣘺　次郎', '葛󠄀子', '㐂一', "O'BRIEN-SMITH, JR.", 'マリー・ローズ', '佐々木　一〇', '十〆', ''])(
    'is none: %j',
    (name) => expect(nameNeedsConfirming(name)).toBe(false),
  )
})

const table = join(process.env.PUBLIC_DATA ?? '../shared/public', 'kanji/name-variants.tsv')

describe.skipIf(!existsSync(table))(`the published table of name variants (skipped without ${table})`, () => {
  const pairs = () =>
    readFileSync(table, 'utf8')
      .split('\n')
      .filter((line) => line && !line.startsWith('#'))
      .map((line) => line.split('\t'))

  it('knows almost every pair that our small table folds', () => {
    const published = new Set(pairs().map(([base, variant]) => `${base}${variant}`))
    const common = [
      '高髙',
      '崎﨑',
      '辺邉',
      '辺邊',
      '斎齋',
      '斉齊',
      '斎斉',
      '浜濵',
      '浜濱',
      '柳栁',
      '徳德',
      '吉𠮷',
    ]
    for (const pair of [...common, '島嶋', '島嶌', '富冨', '沢澤', '広廣', '橋𣘺', '桑桒', '土圡', '瀬瀨']) {
      expect(published, pair).toContain(pair)
      sameKey([...pair][0]!, [...pair][1]!)
    }
  })

  it('never brings a character to a base that the table does not give it', () => {
    const given = new Map<string, Set<string>>()
    for (const [base = '', variant = ''] of pairs()) {
      given.set(variant, (given.get(variant) ?? new Set()).add(nameSearchKey(base)))
    }
    for (const [variant, bases] of given) {
      const key = nameSearchKey(variant)
      if (key !== variant.normalize('NFKC')) expect(bases, `${variant} → ${key}`).toContain(key)
    }
  })
})

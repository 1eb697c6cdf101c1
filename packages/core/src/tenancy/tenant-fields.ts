import { z } from 'zod'
import { type PlainDate, type PlainTime, plainDate } from '../calendar.ts'
import type { LocalText } from './policy-rules.ts'

/** Text of a given shape, with the sentence that explains the shape. */
export const says = (shape: RegExp, message: string) =>
  z.string().regex(shape, { error: message, abort: true })

/** Text that is not blank. */
export const Text = z.string().trim().min(1, '文字を入れてください')
/** Words in Japanese, and in the other languages that the municipality offers. */
export const Words: z.ZodType<LocalText> = z.strictObject({
  ja: Text,
  'ja-easy': Text.optional(),
  en: Text.optional(),
})

/** A code that stands in addresses and files. */
export const Slug = says(/^[a-z][a-z0-9-]*$/, '小文字の英数字とハイフンで書いてください（例：city-hall）')
/** ひらがな. */
export const Kana = says(/^[ぁ-ゖー・ 　]+$/, 'ひらがなで書いてください')
/** A Japanese telephone number with hyphens. */
export const Telephone = says(
  /^0\d{1,4}-\d{1,4}-\d{3,4}$/,
  '市外局番から、ハイフンで区切って書いてください（例：048-000-0000）',
)
/** An exact host name: lower case, no port, at least one dot. */
export const Host = says(
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
  'ホスト名を小文字で、ポート番号や https:// を付けずに書いてください（例：ageo.localhost）',
)
/** P01…P19 (domain.md §3). */
export const ProcedureCode = says(/^P\d{2}$/, '手続の番号は P01 のように書いてください')

/** A date without a time. */
export const Day = z
  .string()
  .refine((text) => plainDate(text) !== null, '日付は 2026-11-28 のように、実在する日を書いてください')
  .transform((text) => text as PlainDate)
/** A time of day in Japan. */
export const Time = says(/^([01]\d|2[0-3]):[0-5]\d$/, '時刻は 09:00 のように書いてください').transform(
  (text) => text as PlainTime,
)

/** A whole number, both bounds included. */
export const whole = (from: number, to: number) =>
  z.int(`${from} から ${to} までの整数を書いてください`).min(from).max(to)

/** A network in CIDR notation, written as Postgres writes it: otherwise loading would find a change every time. */
export const Network = z
  .union([z.cidrv4(), z.cidrv6()], 'アドレスの範囲を 192.0.2.0/24 や 2001:db8::/32 のように書いてください')
  .refine(hasNoHostBits, 'アドレスの範囲の、/ の数より後ろのビットは 0 にしてください（例：192.0.2.0/24）')
  .refine(isShortest, 'IPv6 のアドレスは、小文字で、いちばん短く書いてください（例：2001:db8::/32）')

function hasNoHostBits(cidr: string): boolean {
  const [address = '', length = ''] = cidr.split('/')
  if (address.includes(':')) return true // Postgres says it when the file is loaded
  const bits = address.split('.').reduce((all, octet) => all * 256 + Number(octet), 0)
  return bits % 2 ** (32 - Number(length)) === 0
}

function isShortest(cidr: string): boolean {
  const [address = ''] = cidr.split('/')
  return !address.includes(':') || new URL(`http://[${address}]/`).hostname === `[${address}]`
}

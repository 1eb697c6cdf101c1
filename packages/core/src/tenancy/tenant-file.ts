import { z } from 'zod'
import { type PlainDate, type PlainTime, plainDate } from '../calendar.ts'
import { hasCheckDigit } from './municipality-code-rules.ts'
import { LANGUAGES, LETTERS, type LocalText, type NthOfMonth, type Policy } from './policy-rules.ts'

const says = (shape: RegExp, message: string) => z.string().regex(shape, message)

const Text = z.string().trim().min(1, '文字を入れてください')
const Words: z.ZodType<LocalText> = z.strictObject({
  ja: Text,
  'ja-easy': Text.optional(),
  en: Text.optional(),
})

const Slug = says(/^[a-z][a-z0-9-]*$/, '小文字の英数字とハイフンで書いてください（例：city-hall）')
const Kana = says(/^[ぁ-ゖー・ 　]+$/, 'ひらがなで書いてください')
const Telephone = says(/^0\d{1,4}-\d{1,4}-\d{3,4}$/, '市外局番から、ハイフンで区切って書いてください（例：048-000-0000）')
const Host = says(
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/,
  'ホスト名を小文字で、ポート番号や https:// を付けずに書いてください（例：ageo.localhost）',
)
const ProcedureCode = says(/^P\d{2}$/, '手続の番号は P01 のように書いてください')

const Day = z
  .string()
  .refine((text) => plainDate(text) !== null, '日付は 2026-11-28 のように、実在する日を書いてください')
  .transform((text) => text as PlainDate)
const Time = says(/^([01]\d|2[0-3]):[0-5]\d$/, '時刻は 09:00 のように書いてください').transform(
  (text) => text as PlainTime,
)

const whole = (from: number, to: number) =>
  z.int(`${from} から ${to} までの整数を書いてください`).min(from).max(to)

const Nth: z.ZodType<NthOfMonth> = z.union(
  [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal('last')],
  '第何週かを 1 から 5 までの数、または "last" で書いてください',
)

const Hours = z.strictObject({
  lane: Slug,
  periods: z.array(z.strictObject({ from: Time, until: Time, lastStart: Time.optional() })).min(1),
  minutes: whole(5, 240),
  capacity: whole(1, 500),
  channels: z.strictObject({ web: whole(0, 500), telephone: whole(0, 500), counter: whole(0, 500) }),
})

const Calendar = z.strictObject({
  weekly: z
    .array(
      Hours.extend({
        venues: z.array(Slug).min(1),
        weekdays: z.array(whole(1, 7)).min(1),
        nth: z.array(Nth).min(1).optional(),
      }),
    )
    .min(1),
  closures: z.array(
    z.strictObject({
      from: Day,
      until: Day.optional(),
      venues: z.array(Slug).min(1).optional(),
      lanes: z.array(Slug).min(1).optional(),
      reason: Words,
    }),
  ),
  specialOpenings: z.array(
    z.strictObject({ date: Day, venues: z.array(Slug).min(1), hours: z.array(Hours).min(1), reason: Words }),
  ),
  holidays: z.enum(['closed', 'open']),
  yearEnd: z.enum(['closed', 'open']),
})

const policy = {
  lanes: z
    .array(z.strictObject({ code: Slug, name: Words, procedures: z.array(ProcedureCode).min(1) }))
    .min(1),
  procedures: z
    .array(
      z.strictObject({
        code: ProcedureCode,
        name: Words,
        description: Words,
        minutes: whole(5, 240),
        letter: z.enum(LETTERS),
        needsCard: z.boolean(),
        bring: z.array(z.strictObject({ text: Words })),
        feeYen: whole(0, 100_000).optional(),
      }),
    )
    .min(1),
  calendar: Calendar,
  booking: z.strictObject({
    opensDaysBefore: whole(1, 365),
    opensAt: Time,
    closesMinutesBefore: whole(0, 60 * 24 * 60),
    closesBusinessDaysBefore: whole(1, 30).optional(),
    changeUntilMinutesBefore: whole(0, 60 * 24 * 60),
    generateDays: whole(1, 400),
    bookableCardStates: z.array(says(/^[a-z_]+$/, 'カードの状態の名前を書いてください')).min(1),
  }),
  notice: z.strictObject({ deadlineDays: whole(1, 730) }),
  retention: z.strictObject({ contactDays: whole(1, 3650) }),
  texts: z.strictObject({ contact: Words, late: Words }),
}

/** The rules that app.policies.document holds; a document read from there is parsed again before it is trusted. */
export const PolicyDocument: z.ZodType<Policy> = z.strictObject(policy)

/**
 * tenants/<slug>/tenant.json: a municipality as data. Says only what one value may be; what values may not say
 * together is in contradictions.ts. theme.css, logo.svg, notices/ and mappings/ lie beside it under these very names.
 */
export const TenantFile = z.strictObject({
  slug: Slug,
  code: says(/^\d{6}$/, '団体コードは、検査数字を含む 6 桁の数字です').refine(
    hasCheckDigit,
    '団体コードの検査数字（6 桁目）が合いません',
  ),
  name: Words,
  kana: Kana,
  prefecture: Text,
  /** Marked on the pages, so that nobody takes a demonstration for a real town. */
  fictional: z.literal(true).optional(),
  languages: z.array(z.enum(LANGUAGES)).min(1),
  hosts: z.strictObject({ booking: z.array(Host).min(1), staff: z.array(Host).min(1) }),
  contact: z.strictObject({
    name: Words,
    telephone: Telephone,
    hours: Words,
    mail: z.email('メールアドレスの形で書いてください'),
  }),
  venues: z
    .array(
      z.strictObject({
        code: Slug,
        name: Words,
        kana: Kana,
        address: Words,
        access: Words,
        telephone: Telephone,
        mapUrl: z.url({ protocol: /^https$/, error: 'https:// で始まる URL を書いてください' }).optional(),
        /** False: 市に確認中. Shown to staff and operators, and to residents as a note. */
        confirmed: z.boolean(),
        /** Without it, every procedure of the lanes that work there. */
        procedures: z.array(ProcedureCode).min(1).optional(),
      }),
    )
    .min(1),
  ...policy,
  /** From where staff and operators may sign in. */
  addressList: z
    .array(
      z.strictObject({
        cidr: z.union(
          [z.cidrv4(), z.cidrv6()],
          'アドレスの範囲を 192.0.2.0/24 や 2001:db8::/32 のように書いてください',
        ),
        label: Text,
        program: z.enum(['staff', 'operator']),
      }),
    )
    .min(1),
})
export type TenantFile = z.infer<typeof TenantFile>
export type Venue = TenantFile['venues'][number]

/** The versioned part of a tenant file. */
export const policyIn = (file: TenantFile): Policy => ({
  lanes: file.lanes,
  procedures: file.procedures,
  calendar: file.calendar,
  booking: file.booking,
  notice: file.notice,
  retention: file.retention,
  texts: file.texts,
})

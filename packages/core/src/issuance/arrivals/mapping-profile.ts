import { z } from 'zod'
import type { PlainDate } from '../../calendar.ts'
import type { ArrivalRules } from './arrival-row-rules.ts'
import { ALWAYS_REQUIRED, ARRIVAL_FIELDS, CARD_KINDS } from './arrival-rules.ts'
import { codeKey } from './arrival-value-rules.ts'

const Title = z.string().trim().min(1, '文字を入れてください')
const Code = z.string().regex(/^[a-z][a-z0-9-]*$/, '会場のコードを書いてください（例：city-hall）')

const Column = z
  .strictObject({
    /** The heading, or all that may stand there; width, case and blanks do not matter. */
    header: z.union([Title, z.array(Title).min(1)]).optional(),
    /** 1 for the first column. */
    position: z.int('列の位置を 1 からの整数で書いてください').min(1).max(500).optional(),
    /** Read where the cell is empty; alone, it is the value of every line. */
    default: z.string().optional(),
    required: z.boolean().optional(),
  })
  .refine(
    (it) => it.header === undefined || it.position === undefined,
    '見出しと位置のどちらか一方を書いてください',
  )
  .refine(
    (it) => it.header !== undefined || it.position !== undefined || it.default !== undefined,
    '見出し（header）、位置（position）、決まった値（default）のいずれかを書いてください',
  )

const Columns = z
  .partialRecord(z.enum(ARRIVAL_FIELDS, '知らない項目です'), Column)
  .superRefine((columns, context) => {
    for (const field of ALWAYS_REQUIRED) {
      if (!columns[field])
        context.addIssue({ code: 'custom', path: [field], message: 'この項目は欠かせません' })
    }
  })

const yesNo = {
  有: true,
  あり: true,
  '○': true,
  要: true,
  はい: true,
  '1': true,
  無: false,
  なし: false,
  '×': false,
  不要: false,
  いいえ: false,
  '0': false,
}
const kinds = {
  新規: 'new',
  更新: 'renewal',
  再交付: 'reissue',
  特急: 'express',
  国外転出者向け: 'abroad',
} as const

/** tenants/<slug>/mappings/<id>.json: how one kind of arrival file is to be read. Data, so that a new layout needs no new program. */
export const MappingProfile = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]*$/, '小文字の英数字とハイフンで書いてください（例：jlis-a）'),
    title: Title,
    encoding: z.enum(['auto', 'cp932', 'utf-8', 'utf-16le', 'utf-16be']).default('auto'),
    delimiter: z.enum(['auto', ',', '\t', ';']).default('auto'),
    header: z.boolean(),
    columns: Columns,
    codes: z.strictObject({
      kind: z
        .record(
          z.string(),
          z.enum(CARD_KINDS, '交付種別は new, renewal, reissue, express, abroad のいずれかです'),
        )
        .default(kinds),
      venue: z.record(z.string(), Code),
      yesNo: z.record(z.string(), z.boolean()).default(yesNo),
    }),
    dates: z
      .array(z.enum(['western', 'wareki']))
      .min(1)
      .default(['western', 'wareki']),
    /** Columns that we do not read and that hold other numbers of twelve digits (a time stamp): not searched for a 個人番号. */
    otherTwelveDigits: z.array(Title).default([]),
  })
  .superRefine((profile, context) => {
    if (profile.header) return
    for (const [field, column] of Object.entries(profile.columns)) {
      if (column?.header === undefined) continue
      context.addIssue({
        code: 'custom',
        path: ['columns', field],
        message: '見出しのないファイルでは、列の位置で指定してください',
      })
    }
  })

export type MappingProfile = z.infer<typeof MappingProfile>

/** What the file cannot know: the municipality's venues (their codes) and the date in Tokyo. */
export type Known = { venues: ReadonlySet<string>; today: PlainDate }

/** The profile as the rules want it. A venue that the municipality does not have is left out, so its lines are refused. */
export function arrivalRules(profile: MappingProfile, known: Known): ArrivalRules {
  const required = ARRIVAL_FIELDS.filter((field) => profile.columns[field]?.required)
  const ours = [...known.venues].map((code) => [code, code] as const)
  return {
    required: new Set([...ALWAYS_REQUIRED, ...required]),
    dates: profile.dates,
    kinds: table(profile.codes.kind),
    yesNo: table(profile.codes.yesNo),
    venues: new Map([
      ...ours,
      ...[...table(profile.codes.venue)].filter(([, code]) => known.venues.has(code)),
    ]),
    today: known.today,
  }
}

const table = <Value>(codes: Record<string, Value>): ReadonlyMap<string, Value> =>
  new Map(Object.entries(codes).map(([text, value]) => [codeKey(text), value]))

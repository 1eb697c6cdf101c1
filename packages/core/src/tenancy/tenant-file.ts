import { z } from 'zod'
import { hasCheckDigit } from './municipality-code-rules.ts'
import { policyFields } from './policy-document.ts'
import { LANGUAGES, type Policy } from './policy-rules.ts'
import { Host, Kana, Network, ProcedureCode, Slug, says, Telephone, Text, Words } from './tenant-fields.ts'

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
        /** Left out while the municipality has not told them: a note says so once, and no page says it again. */
        address: Words.optional(),
        access: Words.optional(),
        telephone: Telephone,
        mapUrl: z.url({ protocol: /^https$/, error: 'https:// で始まる URL を書いてください' }).optional(),
        /** False: 市に確認中. Shown to staff and operators, and to residents as a note. */
        confirmed: z.boolean(),
        /** Without it, every procedure of the lanes that work there. */
        procedures: z.array(ProcedureCode).min(1).optional(),
      }),
    )
    .min(1),
  ...policyFields,
  /** From where staff may sign in. Operators' addresses are the vendor's own and in no municipality's file. */
  addressList: z.array(z.strictObject({ cidr: Network, label: Text })).min(1),
})
export type TenantFile = z.infer<typeof TenantFile>
export type Venue = TenantFile['venues'][number]

/** The versioned part of a tenant file. */
export const policyIn = (file: TenantFile): Policy => ({
  lanes: file.lanes,
  procedures: file.procedures,
  calendar: file.calendar,
  booking: file.booking,
  baskets: file.baskets,
  papers: file.papers,
  reminders: file.reminders,
  sms: file.sms,
  holds: file.holds,
  waiting: file.waiting,
  visits: file.visits,
  badDay: file.badDay,
  notice: file.notice,
  retention: file.retention,
  texts: file.texts,
})

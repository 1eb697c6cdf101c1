import { z } from 'zod'
import { placesFields, windowFields } from './places-document.ts'
import {
  CHANNELS,
  COUNTER_USES,
  type Hours as LaneHours,
  MODES,
  type NthOfMonth,
  type Policy,
  type ReminderTime,
} from './policy-rules.ts'
import { ProcedureDocument } from './procedure-document.ts'
import { Day, ProcedureCode, Slug, says, Time, Words, whole } from './tenant-fields.ts'

const Nth: z.ZodType<NthOfMonth> = z.union(
  [z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal('last')],
  '第何週かを 1 から 5 までの数、または "last" で書いてください',
)

const Hours = z.strictObject({
  lane: Slug,
  mode: z.enum(MODES).optional(),
  periods: z.array(z.strictObject({ from: Time, until: Time, lastStart: Time.optional() })).min(1),
  minutes: whole(5, 240),
  capacity: whole(1, 500),
  channels: z.strictObject({ web: whole(0, 500), telephone: whole(0, 500), counter: whole(0, 500) }),
})

/** The hours of one or more lanes on a day, as an opening has them. */
export const HoursList: z.ZodType<LaneHours[]> = z.array(Hours).min(1)

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
      hours: z.strictObject({ from: Time, until: Time }).optional(),
      reason: Words,
    }),
  ),
  specialOpenings: z.array(
    z.strictObject({ date: Day, venues: z.array(Slug).min(1), hours: z.array(Hours).min(1), reason: Words }),
  ),
  holidays: z.enum(['closed', 'open']),
  yearEnd: z.enum(['closed', 'open']),
})

const OwnWindow = z.strictObject({
  venues: z.array(Slug).min(1).optional(),
  channels: z.array(z.enum(CHANNELS)).min(1).optional(),
  ...windowFields,
})

const TWO_DAYS_AND_ONE = [
  { daysBefore: 2, at: '10:00' },
  { daysBefore: 1, at: '10:00' },
] as ReminderTime[]

const Reminders = z
  .array(z.strictObject({ daysBefore: whole(0, 30), at: Time }))
  .max(3, '案内は 3 回までにしてください')
  .refine((them) => new Set(them.map((it) => it.daysBefore)).size === them.length, {
    message: '同じ日数の案内は 1 回にしてください',
  })
  .default(TWO_DAYS_AND_ONE)

const Counters = z.enum(COUNTER_USES)
const SIX_AT_ONCE = { most: 6, counters: 'parallel' as const }

const Baskets = z
  .strictObject({
    most: whole(1, 10),
    counters: Counters,
    own: z
      .array(
        z.strictObject({
          venues: z.array(Slug).min(1).optional(),
          lanes: z.array(Slug).min(1).optional(),
          counters: Counters,
        }),
      )
      .optional(),
  })
  .default(SIX_AT_ONCE)

/** The parts of a tenant file that are versioned. */
export const policyFields = {
  lanes: z
    .array(
      z.strictObject({
        code: Slug,
        name: Words,
        procedures: z.array(ProcedureCode).min(1),
        along: z.array(ProcedureCode).min(1).optional(),
      }),
    )
    .min(1),
  procedures: z.array(ProcedureDocument).min(1),
  calendar: Calendar,
  booking: z.strictObject({
    ...windowFields,
    windows: z.array(OwnWindow).optional(),
    changeUntilMinutesBefore: whole(0, 60 * 24 * 60),
    generateDays: whole(1, 400),
    bookableCardStates: z.array(says(/^[a-z_]+$/, 'カードの状態の名前を書いてください')).min(1),
    staffOverride: z.enum(['none', 'within-capacity']).optional(),
    otherVenueBusinessDays: whole(1, 30).optional(),
    ...placesFields,
  }),
  baskets: Baskets,
  papers: z
    .strictObject({ withoutNotice: z.enum(['more-papers', 'refused']) })
    .default({ withoutNotice: 'more-papers' }),
  notice: z.strictObject({ deadlineDays: whole(1, 730) }),
  reminders: Reminders,
  sms: z.boolean().default(false),
  // A session lasts 15 minutes after each page at least: a hold never outlives it.
  holds: z
    .strictObject({ minutes: whole(3, 15), extensions: whole(0, 5) })
    .default({ minutes: 10, extensions: 2 }),
  waiting: z
    .strictObject({ answerMinutes: whole(30, 24 * 60), noticeMinutes: whole(0, 7 * 24 * 60) })
    .default({ answerMinutes: 120, noticeMinutes: 180 }),
  visits: z
    .strictObject({ missedAfterClosingMinutes: whole(0, 24 * 60) })
    .default({ missedAfterClosingMinutes: 60 }),
  badDay: z
    .strictObject({ waitMinutes: whole(0, 60), answerDays: whole(1, 14) })
    .default({ waitMinutes: 5, answerDays: 3 }),
  retention: z.strictObject({ contactDays: whole(1, 3650) }),
  texts: z.strictObject({ contact: Words, late: Words }),
}

/** The rules that app.policies.document holds; a document read from there is parsed again before it is trusted. */
export const PolicyDocument: z.ZodType<Policy> = z.strictObject(policyFields)

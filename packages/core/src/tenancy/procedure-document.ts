import { z } from 'zod'
import { BOOKING_KINDS, CLOCKS, LETTERS, PAPER_TABLES, type Procedure } from './procedure-rules.ts'
import { ProcedureCode, Words, whole } from './tenant-fields.ts'

const Yen = whole(0, 100_000)

/**
 * A procedure as a tenant file and app.policies.document hold it. What is newer than the first documents has a default,
 * so that a reservation is still read by the rules it was made under; their one `feeYen` is the fee of everybody.
 */
export const ProcedureDocument = z
  .strictObject({
    code: ProcedureCode,
    name: Words,
    description: Words,
    minutes: whole(5, 240),
    letter: z.enum(LETTERS),
    needsCard: z.boolean(),
    booking: z.enum(BOOKING_KINDS).default('required'),
    howToCome: Words.optional(),
    papers: z.enum(PAPER_TABLES).default('none'),
    comer: z.enum(['with-guardian', 'proxy']).optional(),
    clock: z.enum(CLOCKS).optional(),
    bring: z.array(z.strictObject({ text: Words })),
    pin: z.boolean().optional(),
    fees: z.array(z.strictObject({ yen: Yen, when: Words.optional() })).optional(),
    feeYen: Yen.optional(),
  })
  .transform(
    ({ feeYen, fees, ...it }): Procedure => ({ ...it, fees: fees ?? (feeYen ? [{ yen: feeYen }] : []) }),
  )

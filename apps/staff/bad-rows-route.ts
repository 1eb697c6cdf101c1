import { badRowsCsv, mayReceive, previewArrivals } from '@madoguchi/core/issuance/arrivals'
import { type ImportId, isUuid } from '@madoguchi/core/kernel'
import type { Handler } from 'hono'
import { stream } from 'hono/streaming'
import { sayProblem } from './app/say-problem.ts'
import type { OfficeContext, StaffContext } from './app/staff-context.ts'
import type { StaffEnv, StaffRequest } from './staff-env.ts'

/** The bad rows of an import as a file to be corrected, streamed page by page. */
export const badRowsRoute =
  (contextOf: (c: StaffRequest) => Promise<OfficeContext> | StaffContext): Handler<StaffEnv> =>
  async (c) => {
    const context = (await contextOf(c)) as OfficeContext
    const id = c.req.param('importId')
    if (!isUuid(id) || !mayReceive(context.staff.roles)) return c.notFound()
    const preview = await previewArrivals(context.db, context.actor, id as ImportId)
    const profile = preview.ok
      ? (await context.profiles()).find((it) => it.id === preview.value.import.profile)
      : undefined
    if (!profile) return c.notFound()

    const { t } = context
    const words = { line: t('import.line'), problems: t('import.problems'), say: sayProblem(t) }
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', `attachment; filename="bad-rows-${id.slice(-8)}.csv"`)
    return stream(c, async (out) => {
      for await (const text of badRowsCsv(context.db, context.actor, id as ImportId, profile, words)) {
        await out.write(text)
      }
    })
  }

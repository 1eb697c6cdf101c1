import { maskMyNumbers } from '@madoguchi/core/issuance'
import { type MappingProfile, mayReceive, stageArrivals } from '@madoguchi/core/issuance/arrivals'
import { type ImportId, isUuid } from '@madoguchi/core/kernel'
import type { FormGuard } from '@madoguchi/web'
import type { Handler } from 'hono'
import { UPLOAD_MEGABYTES } from './app/routes/arrivals/upload-megabytes.ts'
import { refusedAddress, type UploadRefusal } from './app/routes/arrivals/upload-refusal.server.ts'
import type { OfficeContext, StaffContext } from './app/staff-context.ts'
import { isTooLarge, readUpload, type UploadedFile } from './read-upload.ts'
import type { StaffEnv, StaffRequest } from './staff-env.ts'

type Ports = {
  forms: FormGuard
  contextOf: (c: StaffRequest) => Promise<OfficeContext> | StaffContext
  /** The answer to a form that is not ours. */
  refuse: (c: StaffRequest) => Response | Promise<Response>
  /** In bytes. */
  limit?: number | undefined
}

/**
 * POST /arrivals/upload in front of Remix: the file streams from the browser into the staging table and is never whole
 * in memory or on disk. Origin first, then the fields, which the form sends before its file: a form that is not ours is
 * turned away before a byte of the file is looked at. Every answer is a redirect, to the dry run or back with the reason.
 */
export const arrivalsUpload =
  ({ forms, contextOf, refuse, limit = UPLOAD_MEGABYTES * 1024 * 1024 }: Ports): Handler<StaffEnv> =>
  async (c) => {
    if (!forms.originIsOurs(c)) return refuse(c)
    const context = (await contextOf(c)) as OfficeContext
    if (!mayReceive(context.staff.roles)) return c.redirect(refusedAddress('not-your-part', null), 303)

    const profiles = await context.profiles()
    let profile: MappingProfile | undefined
    let wanted: ImportId | undefined
    const back = (reason: UploadRefusal, importId?: string) =>
      c.redirect(refusedAddress(reason, profile?.id ?? null, importId), 303)

    const upload = await readUpload(c.req.raw, limit, async (fields, file) => {
      if (forms.tokenIsOurs(c, c.var.tenant.id, fields.get('formToken'))) return 'not-ours'
      const importId = fields.get('importId')
      if (!isUuid(importId)) return 'not-ours'
      profile = profiles.find((it) => it.id === fields.get('profile'))
      if (!profile) return 'no-profile'
      if (file.name === '') return 'no-file'
      wanted = importId as ImportId
      return stage(context, { importId: wanted, profile, profiles, file })
    }).catch((defect: unknown) => {
      // Whatever was staged is gone again (stageArrivals); what the officer can do about it is to send it once more.
      if (isTooLarge(defect)) return 'too-large' as const
      context.noteDefect(defect)
      return 'interrupted' as const
    })

    if (upload === 'not-ours') return refuse(c)
    if (typeof upload === 'string') return back(upload)
    if (upload.ok) return c.redirect(`/arrivals/${upload.value.importId}`, 303)
    return back(upload.reason, 'columns' in upload ? wanted : undefined)
  }

type Upload = {
  importId: ImportId
  profile: MappingProfile
  profiles: readonly MappingProfile[]
  file: UploadedFile
}

const stage = ({ db, actor, now }: OfficeContext, { file, ...it }: Upload) =>
  stageArrivals(db, actor, { ...it, fileName: plainName(file.name), stream: file.bytes }, now)

/** A file name is data, shown and never opened: no controls, no letters that turn the reading direction, no 個人番号. */
const plainName = (name: string) =>
  maskMyNumbers(name.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '').toWellFormed())

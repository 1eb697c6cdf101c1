import { Readable } from 'node:stream'
import busboy, { type BusboyFileStream } from '@fastify/busboy'
import { type MappingProfile, mayReceive, stageArrivals } from '@madoguchi/core/issuance/arrivals'
import { type ImportId, isUuid } from '@madoguchi/core/kernel'
import type { FormGuard } from '@madoguchi/web'
import type { Handler } from 'hono'
import type { OfficeContext, StaffContext } from './app/staff-context.ts'
import type { StaffEnv, StaffRequest } from './staff-env.ts'

type Options = {
  forms: FormGuard
  contextOf: (c: StaffRequest) => Promise<OfficeContext> | StaffContext
  refuse: (c: StaffRequest) => Response | Promise<Response>
}

const MEGABYTE = 1024 * 1024
const LIMITS = { files: 1, fileSize: 200 * MEGABYTE, fields: 8, fieldSize: 200, parts: 10 }

/**
 * An arrival file streams from the browser into the staging table: it is never whole in memory or on disk. The form's
 * fields come first and its token with them, so a form that is not ours is refused before a byte of the file is read.
 */
export const uploadRoute =
  ({ forms, contextOf, refuse }: Options): Handler<StaffEnv> =>
  async (c) => {
    const type = c.req.header('content-type') ?? ''
    if (!forms.originIsOurs(c) || !type.startsWith('multipart/form-data') || !c.req.raw.body) return refuse(c)
    const context = (await contextOf(c)) as OfficeContext
    if (!mayReceive(context.staff.roles)) return c.redirect('/arrivals?problem=not-your-part', 303)

    const profiles = await context.profiles()
    const outcome = await readUpload(c, type, (fields, file) => {
      if (forms.tokenIsOurs(c, c.var.tenant.id, fields.get('formToken'))) return 'not-ours'
      const importId = fields.get('importId')
      const profile = profiles.find((it) => it.id === fields.get('profile'))
      if (!isUuid(importId)) return 'not-ours'
      if (!profile) return 'no-profile'
      if (!file.name) return 'no-file'
      return stage(context, importId as ImportId, profile, file)
    })
    if (outcome === 'not-ours') return refuse(c)
    if (typeof outcome === 'string') return c.redirect(`/arrivals?problem=${outcome}`, 303)
    return c.redirect(`/arrivals/${outcome.importId}${outcome.query}`, 303)
  }

type Problem = 'not-ours' | 'no-profile' | 'no-file'
type Staged = { importId: ImportId; query: string }
type UploadedFile = { name: string; stream: BusboyFileStream }

async function stage(
  { db, actor, now }: OfficeContext,
  importId: ImportId,
  profile: MappingProfile,
  file: UploadedFile,
) {
  const upload = { importId, fileName: file.name, profile, stream: whole(file.stream) }
  const staged = await stageArrivals(db, actor, upload, now)
  const columns = !staged.ok && 'columns' in staged ? staged.columns : []
  // Headings of a file are no personal data; the import itself remembers the reason alone.
  return {
    importId,
    query: columns.length ? `?columns=${encodeURIComponent(columns.join('、').slice(0, 300))}` : '',
  }
}

/** A file that was cut off at the limit must not pass for a short one. */
async function* whole(stream: BusboyFileStream) {
  yield* stream as AsyncIterable<Uint8Array>
  if (stream.truncated) throw new Error('the uploaded file is larger than 200 MB')
}

/** Reads the form as it comes in and hands its one file on; answers what was made of it. */
function readUpload(
  c: StaffRequest,
  type: string,
  take: (fields: Map<string, string>, file: UploadedFile) => Problem | Promise<Staged>,
): Promise<Problem | Staged> {
  return new Promise((answer, fail) => {
    const fields = new Map<string, string>()
    const parser = new busboy({ headers: { 'content-type': type }, limits: LIMITS })
    const body = Readable.fromWeb(c.req.raw.body as never)
    let outcome: Promise<Problem | Staged> | undefined

    parser.on('field', (name, value) => fields.set(name, value))
    parser.on('file', (_field, stream, name) => {
      const taken = take(fields, { name: name ?? '', stream })
      // What is not read must still flow, or the browser would wait for ever.
      if (typeof taken === 'string') stream.resume()
      else taken.catch(() => body.unpipe(parser).destroy())
      outcome = Promise.resolve(taken)
    })
    parser.on('finish', () => (outcome ?? Promise.resolve('no-file' as const)).then(answer, fail))
    parser.on('error', fail)
    body.on('error', fail)
    body.on('close', () => void outcome?.catch(fail))
    body.pipe(parser)
  })
}

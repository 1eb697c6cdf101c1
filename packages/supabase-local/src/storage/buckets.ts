import { type Context, Hono } from 'hono'
import { type Caller, mayPass, requireCaller } from './caller.ts'
import { checkBucketName, checkMimePatterns } from './names.ts'
import { removeObjects } from './objects.ts'
import { readJson } from './read-json.ts'
import type { BucketRow, Db, StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** /bucket: made and changed by the service role only; other roles see none. */
export const bucketRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .use('/bucket/*', requireCaller(deps))
    .post('/bucket', async (c) => {
      const body = await readJson(c)
      const name = checkBucketName(String(body.name ?? ''))
      const id = String(body.id ?? name)
      const limits = limitsOf(deps, body)
      mustPass(c.var.caller)
      const made = await deps.sql`
        insert into storage.buckets ${deps.sql({ id, name, public: body.public === true, owner: c.var.caller.owner ?? '', ...limits })}
        on conflict do nothing`
      if (made.count === 0) throw storageError('BucketAlreadyExists')
      return c.json({ name })
    })
    .get('/bucket', async (c) => c.json(mayPass(c.var.caller) ? await listBuckets(deps.sql, c) : []))
    .get('/bucket/:id', async (c) =>
      c.json(showBucket(await visibleBucket(deps.sql, c.req.param('id'), c.var.caller))),
    )
    .put('/bucket/:id', async (c) => {
      const bucket = await visibleBucket(deps.sql, c.req.param('id'), c.var.caller)
      const body = await readJson(c)
      const change = {
        ...limitsOf(deps, body),
        ...(typeof body.public === 'boolean' && { public: body.public }),
        updatedAt: new Date(),
      }
      await deps.sql`update storage.buckets set ${deps.sql(change)} where id = ${bucket.id}`
      return c.json({ message: 'Successfully updated' })
    })
    .post('/bucket/:id/empty', async (c) => {
      if (!mayPass(c.var.caller)) throw storageError('AccessDenied', 'Access denied', 403)
      const bucket = await visibleBucket(deps.sql, c.req.param('id'), c.var.caller)
      await removeObjects(
        deps,
        await deps.sql`delete from storage.objects where bucket_id = ${bucket.id} returning *`,
      )
      return c.json({ message: 'Empty bucket has been queued. Completion may take up to an hour.' })
    })
    .delete('/bucket/:id', async (c) => {
      const bucket = await visibleBucket(deps.sql, c.req.param('id'), c.var.caller)
      const removed = await deps.sql`
        delete from storage.buckets as bucket
        where id = ${bucket.id} and not exists (select from storage.objects where bucket_id = bucket.id)`
      if (removed.count === 0) throw storageError('ResourceNotEmpty')
      return c.json({ message: 'Successfully deleted' })
    })

/** Any bucket, whoever asks. Throws NoSuchBucket. */
export async function bucketOf(db: Db, id: string): Promise<BucketRow> {
  const [bucket] = await db<
    BucketRow[]
  >`select *, file_size_limit::float8 from storage.buckets where id = ${id}`
  if (!bucket) throw storageError('NoSuchBucket')
  return bucket
}

/** A bucket that the caller may see. Throws NoSuchBucket for the hidden as for the missing. */
async function visibleBucket(db: Db, id: string, caller: Caller): Promise<BucketRow> {
  if (!mayPass(caller)) throw storageError('NoSuchBucket')
  return bucketOf(db, id)
}

function mustPass(caller: Caller) {
  if (!mayPass(caller)) throw storageError('AccessDenied')
}

async function listBuckets(db: Db, c: Context<StorageEnv>) {
  const { search = '', limit = '100', offset = '0', sortColumn = 'name', sortOrder = 'asc' } = c.req.query()
  const column = ['id', 'name', 'created_at', 'updated_at'].find((known) => known === sortColumn) ?? 'name'
  const buckets = await db<BucketRow[]>`
    select *, file_size_limit::float8 from storage.buckets where name like ${`%${search}%`}
    order by ${db(column)} ${sortOrder === 'desc' ? db`desc` : db`asc`} limit ${Number(limit)} offset ${Number(offset)}`
  return buckets.map((bucket) => ({ ...showBucket(bucket), type: 'STANDARD' }))
}

function limitsOf(deps: StorageDeps, body: Record<string, unknown>) {
  const size = body.file_size_limit
  const types = body.allowed_mime_types
  const fileSizeLimit = size === undefined || size === null ? null : bytesOf(size)
  if (fileSizeLimit !== null && fileSizeLimit > deps.sizeLimit) throw storageError('EntityTooLarge')
  return {
    ...(size !== undefined && { fileSizeLimit }),
    ...(types !== undefined && {
      allowedMimeTypes: Array.isArray(types) ? checkMimePatterns(types.map(String)) : null,
    }),
  }
}

function bytesOf(size: unknown): number {
  const [, number, unit = 'B'] = /^(\d+(?:\.\d+)?)\s*([kmg]?b)?$/i.exec(String(size)) ?? []
  if (number === undefined) throw storageError('InvalidRequest', 'body/file_size_limit is not a size')
  const power = { B: 0, KB: 1, MB: 2, GB: 3 }[unit.toUpperCase()] ?? 0
  return Math.floor(Number(number) * 1000 ** power)
}

const showBucket = (bucket: BucketRow) => ({
  id: bucket.id,
  name: bucket.name,
  owner: bucket.owner,
  public: bucket.public,
  file_size_limit: bucket.fileSizeLimit,
  allowed_mime_types: bucket.allowedMimeTypes,
  created_at: bucket.createdAt,
  updated_at: bucket.updatedAt,
})

import { Hono } from 'hono'
import { mayPass, requireCaller } from './caller.ts'
import { removeObjects } from './objects.ts'
import { readJson, textsOf } from './read-json.ts'
import type { ObjectRow, StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** DELETE of objects by exact key. What is missing or hidden is just absent from the answer. */
export const removeRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .delete('/object/:bucket', requireCaller(deps), async (c) => {
      const keys = textsOf(await readJson(c), 'prefixes')
      if (!mayPass(c.var.caller)) return c.json([])
      const rows = await deps.sql<ObjectRow[]>`
        delete from storage.objects where bucket_id = ${c.req.param('bucket')} and name in ${deps.sql(keys)} returning *`
      await removeObjects(deps, rows)
      return c.json(rows.map(showRow))
    })
    .delete('/object/:bucket/:key{.+}', requireCaller(deps), async (c) => {
      const { bucket, key } = c.req.param()
      const rows = mayPass(c.var.caller)
        ? await deps.sql<ObjectRow[]>`
            delete from storage.objects where bucket_id = ${bucket} and name = ${key} returning *`
        : []
      if (rows.length === 0) throw storageError('NoSuchKey')
      await removeObjects(deps, rows)
      return c.json({ message: 'Successfully deleted' })
    })

/** A row as remove and copy show it. */
export const showRow = (row: ObjectRow) => ({
  name: row.name,
  bucket_id: row.bucketId,
  owner: row.owner,
  owner_id: row.owner,
  version: row.version,
  id: row.id,
  updated_at: row.updatedAt,
  created_at: row.createdAt,
  last_accessed_at: row.lastAccessedAt,
  metadata: row.metadata,
  user_metadata: row.userMetadata,
})

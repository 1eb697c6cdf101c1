import { type Context, Hono } from 'hono'
import { bucketOf } from './buckets.ts'
import { anyCaller, mayPass } from './caller.ts'
import { findObject, objectOf } from './objects.ts'
import { serveObject } from './serve-object.ts'
import type { ObjectRow, StorageDeps, StorageEnv } from './storage-deps.ts'
import { isStorageError, storageError } from './storage-error.ts'

/** GET and HEAD of an object, and its info. A private bucket does not exist for anon; a hidden object for nobody. */
export const downloadRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .get('/object/info/:bucket/:key{.+}', anyCaller(deps), async (c) =>
      c.json(showInfo(await readable(deps, c))),
    )
    .get('/object/public/:bucket/:key{.+}', async (c) => {
      const bucket = await bucketOf(deps.sql, c.req.param('bucket'))
      const object = bucket.public && (await findObject(deps.sql, bucket.id, c.req.param('key')))
      if (!bucket.public) throw storageError('NoSuchBucket')
      if (!object) throw storageError('NoSuchKey')
      return serveObject(deps, c.req.raw, object)
    })
    .get('/object/authenticated/:bucket/:key{.+}', anyCaller(deps), async (c) =>
      serveObject(deps, c.req.raw, await readable(deps, c)),
    )
    .get('/object/:bucket/:key{.+}', anyCaller(deps), async (c) => {
      try {
        return await serveObject(deps, c.req.raw, await readable(deps, c))
      } catch (error) {
        // HEAD has no body to explain itself with.
        if (c.req.method === 'HEAD' && isStorageError(error)) return c.body(null, 400)
        throw error
      }
    })

async function readable(deps: StorageDeps, c: Context<StorageEnv>): Promise<ObjectRow> {
  const bucket = await bucketOf(deps.sql, c.req.param('bucket') ?? '')
  const key = c.req.param('key') ?? ''
  if (bucket.public && !mayPass(c.var.caller))
    return (await findObject(deps.sql, bucket.id, key)) ?? missing()
  if (c.var.caller.role === 'anon') throw storageError('NoSuchBucket')
  return objectOf(deps.sql, bucket.id, key, c.var.caller)
}

function missing(): never {
  throw storageError('NoSuchKey')
}

const showInfo = (object: ObjectRow) => ({
  id: object.id,
  name: object.name,
  version: object.version,
  bucket_id: object.bucketId,
  size: object.metadata.size,
  content_type: object.metadata.mimetype,
  cache_control: object.metadata.cacheControl,
  etag: object.metadata.eTag,
  metadata: object.userMetadata,
  last_modified: object.metadata.lastModified,
  created_at: object.createdAt,
})

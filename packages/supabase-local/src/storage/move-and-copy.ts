import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bucketOf } from './buckets.ts'
import { requireCaller } from './caller.ts'
import { checkKey } from './names.ts'
import { findObject, objectOf, saveObject } from './objects.ts'
import { readJson, requiredText } from './read-json.ts'
import { showRow } from './remove.ts'
import type { StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** POST /object/move and /object/copy. Neither looks at the target bucket's size and type limits, as in Storage. */
export const moveAndCopyRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .post('/object/move', requireCaller(deps), async (c) => {
      const { source, bucket, key } = await endsOf(deps, c.var.caller, await readJson(c))
      if (await findObject(deps.sql, bucket, key)) throw storageError('ResourceAlreadyExists')
      await deps.sql`
        update storage.objects set bucket_id = ${bucket}, name = ${key}, updated_at = now() where id = ${source.id}`
      return c.json({ message: 'Successfully moved' })
    })
    .post('/object/copy', requireCaller(deps), async (c) => {
      const body = await readJson(c)
      const { source, bucket, key } = await endsOf(deps, c.var.caller, body)
      const upsert = c.req.header('x-upsert') === 'true'
      if (!upsert && (await findObject(deps.sql, bucket, key))) throw storageError('KeyAlreadyExists')
      const version = randomUUID()
      await deps.blobs.write(version, source.metadata.size === 0 ? null : deps.blobs.read(source.version))
      const row = {
        bucketId: bucket,
        name: key,
        owner: c.var.caller.owner,
        version,
        metadata: source.metadata,
        userMetadata: body.copyMetadata === false ? {} : source.userMetadata,
      }
      const id = await saveObject(deps, row, { upsert, taken: 'KeyAlreadyExists' })
      const saved = await findObject(deps.sql, bucket, key)
      return c.json({ ...(saved && showRow(saved)), Id: id, Key: `${bucket}/${key}` })
    })

async function endsOf(
  deps: StorageDeps,
  caller: Parameters<typeof objectOf>[3],
  body: Record<string, unknown>,
) {
  const from = requiredText(body, 'bucketId')
  const source = await objectOf(deps.sql, from, requiredText(body, 'sourceKey'), caller)
  const key = checkKey(requiredText(body, 'destinationKey'))
  const bucket = typeof body.destinationBucket === 'string' ? body.destinationBucket : from
  return { source, bucket: (await bucketOf(deps.sql, bucket)).id, key }
}

import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bucketOf } from './buckets.ts'
import { mayPass, requireCaller } from './caller.ts'
import { checkKey, checkMimeType } from './names.ts'
import { saveObject } from './objects.ts'
import type { StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** POST and PUT /object/:bucket/*key: stores bytes. PUT replaces, and also creates. */
export const uploadRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .use('/object/:bucket/*', requireCaller(deps))
    .post('/object/:bucket/:key{.+}', async (c) => {
      const { bucket, key } = c.req.param()
      const upsert = c.req.header('x-upsert') === 'true'
      return c.json(await upload(deps, c, { bucketId: bucket, key, upsert, allowed: mayPass(c.var.caller) }))
    })
    .put('/object/:bucket/:key{.+}', async (c) => {
      const { bucket, key } = c.req.param()
      return c.json(
        await upload(deps, c, { bucketId: bucket, key, upsert: true, allowed: mayPass(c.var.caller) }),
      )
    })

type Target = { bucketId: string; key: string; upsert: boolean; allowed: boolean; owner?: string | null }

/** The order of the checks is Storage's: bucket, type, size, key, then permission and duplicate. */
export async function upload(deps: StorageDeps, c: Context<StorageEnv>, target: Target) {
  const bucket = await bucketOf(deps.sql, target.bucketId)
  const limit = Math.min(bucket.fileSizeLimit ?? deps.sizeLimit, deps.sizeLimit)
  const file = await readFile(c)
  checkMimeType(file.mimetype, bucket.allowedMimeTypes)
  // A raw body of unknown length is not cut off, as in real Storage.
  if (file.size !== undefined && file.size > limit) throw storageError('EntityTooLarge')
  const name = checkKey(target.key)
  if (!target.allowed) throw storageError('AccessDenied')
  const version = randomUUID()
  const { size, eTag } = await deps.blobs.write(version, file.body)
  const metadata = {
    eTag,
    size,
    mimetype: file.mimetype,
    cacheControl: file.cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: size,
    httpStatusCode: 200,
  }
  const owner = target.owner ?? c.var.caller?.owner ?? null
  const row = { bucketId: bucket.id, name, owner, version, metadata, userMetadata: file.userMetadata }
  const id = await saveObject(deps, row, { upsert: target.upsert, taken: 'KeyAlreadyExists' })
  return { Id: id, Key: `${bucket.id}/${name}` }
}

type Incoming = {
  body: ReadableStream | null
  mimetype: string
  size: number | undefined
  cacheControl: string
  userMetadata: Record<string, unknown>
}

async function readFile(c: Context): Promise<Incoming> {
  const type = c.req.header('content-type') ?? ''
  return type.startsWith('multipart/form-data') ? readForm(c) : readRaw(c, type)
}

function readRaw(c: Context, type: string): Incoming {
  const length = c.req.header('content-length')
  const metadata = c.req.header('x-metadata')
  return {
    body: c.req.raw.body,
    mimetype: type || 'application/octet-stream',
    size: length === undefined ? undefined : Number(length),
    cacheControl: c.req.header('cache-control') ?? 'no-cache',
    userMetadata: metadata ? parseMetadata(Buffer.from(metadata, 'base64').toString('utf8')) : {},
  }
}

async function readForm(c: Context): Promise<Incoming> {
  const form = await c.req.formData()
  const file = [...form.values()].find((value): value is File => typeof value !== 'string')
  if (!file) throw storageError('InvalidRequest', 'No file was sent')
  const metadata = form.get('metadata')
  const seconds = form.get('cacheControl')
  if (typeof metadata === 'string' && metadata.length > 1024 * 1024) throw storageError('EntityTooLarge')
  return {
    body: file.stream() as ReadableStream,
    mimetype: file.type || 'application/octet-stream',
    size: file.size,
    cacheControl: typeof seconds === 'string' && seconds !== '' ? `max-age=${seconds}` : 'no-cache',
    userMetadata: typeof metadata === 'string' ? parseMetadata(metadata) : {},
  }
}

/** As real Storage: what is not JSON is dropped without a word. */
function parseMetadata(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {}
  }
}

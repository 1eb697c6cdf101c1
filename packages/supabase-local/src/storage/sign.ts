import { Hono } from 'hono'
import { jwtVerify, SignJWT } from 'jose'
import { requireCaller } from './caller.ts'
import { checkKey } from './names.ts'
import { findObject, objectOf } from './objects.ts'
import { readJson, secondsOf, textsOf } from './read-json.ts'
import { serveObject } from './serve-object.ts'
import type { StorageDeps, StorageEnv } from './storage-deps.ts'
import { isStorageError, storageError } from './storage-error.ts'
import { upload } from './upload.ts'

const UPLOAD_SECONDS = 7200

type Scope = 'download' | 'upload'

/** Signed URLs: whoever holds one reads (or writes) one object until it expires. Nothing revokes it but removal. */
export const signRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>()
    .post('/object/sign/:bucket/:key{.+}', requireCaller(deps), async (c) => {
      const { bucket, key } = c.req.param()
      const seconds = secondsOf(await readJson(c))
      await objectOf(deps.sql, bucket, key, c.var.caller)
      return c.json({ signedURL: await downloadUrl(deps, bucket, key, seconds) })
    })
    .post('/object/sign/:bucket', requireCaller(deps), async (c) => {
      const bucket = c.req.param('bucket')
      const body = await readJson(c)
      const seconds = secondsOf(body)
      const signed = textsOf(body, 'paths').map(async (path) => {
        const object = await objectOf(deps.sql, bucket, path, c.var.caller).catch(refusalOnly)
        const error = object ? null : 'Either the object does not exist or you do not have access to it'
        return { error, path, signedURL: object ? await downloadUrl(deps, bucket, path, seconds) : null }
      })
      return c.json(await Promise.all(signed))
    })
    .get('/object/sign/:bucket/:key{.+}', async (c) => {
      const { bucket, key } = c.req.param()
      const { exp } = await readToken(deps, c.req.query('token'), `${bucket}/${key}`, 'download')
      const object = await findObject(deps.sql, bucket, key)
      if (!object) throw storageError('NoSuchKey')
      return serveObject(deps, c.req.raw, object, { expires: new Date((exp ?? 0) * 1000) })
    })
    .post('/object/upload/sign/:bucket/:key{.+}', requireCaller(deps), async (c) => {
      const { bucket, key } = c.req.param()
      const upsert = c.req.header('x-upsert') === 'true'
      checkKey(key)
      if (c.var.caller.role !== 'service_role') throw storageError('AccessDenied')
      if (!upsert && (await findObject(deps.sql, bucket, key))) throw storageError('KeyAlreadyExists')
      const owner = c.var.caller.owner ?? undefined
      const token = await signToken(
        deps,
        { url: `${bucket}/${key}`, scope: 'upload', upsert, owner },
        UPLOAD_SECONDS,
      )
      return c.json({ url: `/object/upload/sign/${bucket}/${key}?token=${token}`, token })
    })
    .put('/object/upload/sign/:bucket/:key{.+}', async (c) => {
      const { bucket, key } = c.req.param()
      const claims = await readToken(deps, c.req.query('token'), `${bucket}/${key}`, 'upload')
      const owner = typeof claims.owner === 'string' ? claims.owner : null
      const target = { bucketId: bucket, key, upsert: claims.upsert === true, allowed: true, owner }
      return c.json(await upload(deps, c, target))
    })

async function downloadUrl(deps: StorageDeps, bucket: string, key: string, seconds: number): Promise<string> {
  const path = `${bucket}/${key}`
  // Not encoded, as in Storage: supabase-js runs encodeURI over the whole of it.
  return `/object/sign/${path}?token=${await signToken(deps, { url: path, scope: 'download' }, seconds)}`
}

const signToken = (
  deps: StorageDeps,
  claims: { url: string; scope: Scope; upsert?: boolean; owner?: string | undefined },
  seconds: number,
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuedAt()
    .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
    .sign(deps.urlSecret)

async function readToken(deps: StorageDeps, token: string | undefined, path: string, scope: Scope) {
  if (!token) throw storageError('InvalidRequest', "querystring must have required property 'token'")
  const verified = await jwtVerify(token, deps.urlSecret, { algorithms: ['HS256'] }).catch((error: Error) => {
    throw storageError('InvalidJWT', error.message)
  })
  if (verified.payload.scope !== scope)
    throw storageError('InvalidSignature', `Token is not scoped for ${scope}`)
  if (verified.payload.url !== path) throw storageError('InvalidSignature')
  return verified.payload
}

function refusalOnly(error: unknown): undefined {
  if (!isStorageError(error)) throw error
}

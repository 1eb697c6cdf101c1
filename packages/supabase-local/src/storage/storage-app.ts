import { Hono } from 'hono'
import { pathBelow } from '../http/path-below.ts'
import { bucketRoutes } from './buckets.ts'
import { downloadRoutes } from './download.ts'
import { listRoutes } from './list.ts'
import { moveAndCopyRoutes } from './move-and-copy.ts'
import { removeRoutes } from './remove.ts'
import { signRoutes } from './sign.ts'
import type { StorageDeps, StorageEnv } from './storage-deps.ts'
import { isStorageError, renderStorageError } from './storage-error.ts'
import { uploadRoutes } from './upload.ts'

/** Supabase Storage's HTTP API, as far as the product uses it. Named routes come before `/object/:bucket/…`. */
export function createStorageApp(deps: StorageDeps, log: (error: Error) => void) {
  return new Hono<StorageEnv>({ getPath: pathBelow('/storage/v1') })
    .get('/status', (c) => c.body(null))
    .get('/version', (c) => c.text('madoguchi-local'))
    .get('/health', (c) => c.json({ healthy: true }))
    .route('/', bucketRoutes(deps))
    .route('/', signRoutes(deps))
    .route('/', listRoutes(deps))
    .route('/', moveAndCopyRoutes(deps))
    .route('/', downloadRoutes(deps))
    .route('/', removeRoutes(deps))
    .route('/', uploadRoutes(deps))
    .notFound((c) =>
      c.json(
        { statusCode: '404', error: 'Not Found', message: `Route ${c.req.method}:${c.req.path} not found` },
        404,
      ),
    )
    .onError((error, c) => {
      if (isStorageError(error)) return renderStorageError(error)
      log(error)
      return c.json(
        { statusCode: '500', error: 'Internal', message: 'Internal Server Error', code: 'InternalError' },
        500,
      )
    })
}

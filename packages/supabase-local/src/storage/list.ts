import { Hono } from 'hono'
import { mayPass, requireCaller } from './caller.ts'
import { readJson } from './read-json.ts'
import type { Db, ObjectMetadata, StorageDeps, StorageEnv } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

type Entry = {
  name: string
  id: string | null
  updatedAt: Date | null
  createdAt: Date | null
  lastAccessedAt: Date | null
  metadata: ObjectMetadata | null
}

const COLUMNS = ['name', 'updated_at', 'created_at', 'last_accessed_at'] as const

/** POST /object/list/:bucket: one level below a prefix, folders first. An unknown bucket is an empty list. */
export const listRoutes = (deps: StorageDeps) =>
  new Hono<StorageEnv>().post('/object/list/:bucket', requireCaller(deps), async (c) => {
    const body = await readJson(c)
    if (typeof body.prefix !== 'string')
      throw storageError('InvalidRequest', "body must have required property 'prefix'")
    if (!mayPass(c.var.caller)) return c.json([])
    const entries = await listLevel(deps.sql, c.req.param('bucket'), body.prefix, body)
    return c.json(entries.map(showEntry))
  })

async function listLevel(
  db: Db,
  bucket: string,
  prefix: string,
  body: Record<string, unknown>,
): Promise<Entry[]> {
  const base = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`
  const sortBy = (body.sortBy ?? {}) as { column?: string; order?: string }
  const column = COLUMNS.find((known) => known === sortBy.column) ?? 'name'
  const search = typeof body.search === 'string' ? body.search : ''
  return db<Entry[]>`
    with below as (
      select substr(name, ${base.length + 1}) as rest, id, updated_at, created_at, last_accessed_at, metadata
      from storage.objects
      where bucket_id = ${bucket} and starts_with(name, ${base}) and name <> ${base}
    ), level as (
      select split_part(rest, '/', 1) as name, null::uuid as id, null::timestamptz as updated_at,
        null::timestamptz as created_at, null::timestamptz as last_accessed_at, null::jsonb as metadata
      from below where position('/' in rest) > 0 group by 1
      union all
      select * from below where position('/' in rest) = 0
    )
    select * from level where starts_with(lower(name), lower(${search}))
    order by (id is null) desc, ${db(column)} ${sortBy.order === 'desc' ? db`desc` : db`asc`}
    limit ${whole(body.limit, 100)} offset ${whole(body.offset, 0)}`
}

const whole = (value: unknown, otherwise: number) =>
  Number.isInteger(value) && Number(value) >= 0 ? Number(value) : otherwise

const showEntry = (entry: Entry) => ({
  name: entry.name,
  id: entry.id,
  updated_at: entry.updatedAt,
  created_at: entry.createdAt,
  last_accessed_at: entry.lastAccessedAt,
  metadata: entry.metadata,
})

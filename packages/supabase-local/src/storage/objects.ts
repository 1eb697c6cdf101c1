import { type Caller, mayPass } from './caller.ts'
import type { Db, ObjectRow, StorageDeps } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** An object that the caller may see. Throws NoSuchKey for the hidden as for the missing. */
export async function objectOf(db: Db, bucketId: string, name: string, caller: Caller): Promise<ObjectRow> {
  const object = mayPass(caller) ? await findObject(db, bucketId, name) : undefined
  if (!object) throw storageError('NoSuchKey')
  return object
}

export async function findObject(db: Db, bucketId: string, name: string): Promise<ObjectRow | undefined> {
  const [object] = await db<ObjectRow[]>`
    select * from storage.objects where bucket_id = ${bucketId} and name = ${name}`
  return object
}

/** Forgets the bytes of rows that are already gone; the other order could leave a row without its bytes. */
export async function removeObjects(deps: StorageDeps, rows: readonly { version?: string }[]) {
  for (const { version } of rows) if (version) await deps.blobs.remove(version)
}

export type NewObject = Pick<
  ObjectRow,
  'bucketId' | 'name' | 'owner' | 'version' | 'metadata' | 'userMetadata'
>

/** Writes the row of bytes already stored. With `upsert` it keeps id and created_at; else throws `taken`. */
export async function saveObject(
  deps: StorageDeps,
  object: NewObject,
  { upsert, taken }: { upsert: boolean; taken: 'KeyAlreadyExists' | 'ResourceAlreadyExists' },
): Promise<string> {
  const { id, replaced } = await deps.sql.begin(async (tx) => {
    const row = {
      ...object,
      metadata: tx.json(object.metadata),
      userMetadata: tx.json(object.userMetadata as never),
    }
    const [old] = await tx<ObjectRow[]>`
      select * from storage.objects where bucket_id = ${object.bucketId} and name = ${object.name} for update`
    const [saved] = upsert
      ? await tx<{ id: string }[]>`
          insert into storage.objects ${tx(row as never)}
          on conflict (bucket_id, name) do update set
            owner = excluded.owner, version = excluded.version, metadata = excluded.metadata,
            user_metadata = excluded.user_metadata, updated_at = now()
          returning id`
      : await tx<
          { id: string }[]
        >`insert into storage.objects ${tx(row as never)} on conflict do nothing returning id`
    return { id: saved?.id, replaced: old?.version }
  })
  if (!id) {
    await deps.blobs.remove(object.version)
    throw storageError(taken)
  }
  if (replaced) await deps.blobs.remove(replaced)
  return id
}

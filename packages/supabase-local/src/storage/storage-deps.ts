import type { ISql, Sql } from 'postgres'
import type { SigningKeys } from '../keys/signing-keys.ts'
import type { Blobs } from './blobs.ts'
import type { Caller } from './caller.ts'

/** What every Storage endpoint is given. */
export type StorageDeps = {
  sql: Sql
  keys: SigningKeys
  blobs: Blobs
  /** Signs download and upload URLs; not the key of access tokens. */
  urlSecret: Uint8Array
  /** The largest object of any bucket, in bytes. */
  sizeLimit: number
}

// biome-ignore lint/complexity/noBannedTypes: postgres.js spells "no custom types" this way
export type Db = ISql<{}>

export type StorageEnv = { Variables: { caller: Caller } }

export type BucketRow = {
  id: string
  name: string
  owner: string
  public: boolean
  fileSizeLimit: number | null
  allowedMimeTypes: string[] | null
  createdAt: Date
  updatedAt: Date
}

export type ObjectMetadata = {
  eTag: string
  size: number
  mimetype: string
  cacheControl: string
  lastModified: string
  contentLength: number
  httpStatusCode: number
}

export type ObjectRow = {
  id: string
  bucketId: string
  name: string
  owner: string | null
  version: string
  metadata: ObjectMetadata
  userMetadata: Record<string, unknown>
  createdAt: Date
  updatedAt: Date
  lastAccessedAt: Date
}

import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as WebStream } from 'node:stream/web'

/** The bytes of objects, one file per version. Keys never become paths, so no key can climb out of the folder. */
export type Blobs = {
  write(version: string, body: ReadableStream | null): Promise<{ size: number; eTag: string }>
  /** Rejects with ENOENT when the file is gone. `range` is inclusive, in bytes. */
  read(version: string, range?: { start: number; end: number }): ReadableStream
  remove(version: string): Promise<void>
}

export function openBlobs(folder: string): Blobs {
  const pathOf = (version: string) => join(folder, version.slice(0, 2), version)
  return {
    async write(version, body) {
      await mkdir(dirname(pathOf(version)), { recursive: true, mode: 0o700 })
      const hash = createHash('md5')
      let size = 0
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          size += chunk.length
          done(null, chunk)
        },
      })
      const source = body ? Readable.fromWeb(body as unknown as WebStream) : Readable.from([])
      await pipeline(source, measure, createWriteStream(pathOf(version), { mode: 0o600 })).catch(
        async (error) => {
          await rm(pathOf(version), { force: true })
          throw error
        },
      )
      return { size, eTag: `"${hash.digest('hex')}"` }
    },
    read: (version, range) =>
      Readable.toWeb(createReadStream(pathOf(version), range)) as unknown as ReadableStream,
    remove: (version) => rm(pathOf(version), { force: true }),
  }
}

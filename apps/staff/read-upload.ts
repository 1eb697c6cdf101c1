import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Busboy, { type BusboyFileStream } from '@fastify/busboy'

export type UploadedFile = {
  /** As the browser says it; empty when no file was chosen. */
  name: string
  bytes: AsyncIterable<Uint8Array>
}

const TOO_LARGE = 'the uploaded file is larger than the limit'
/** Times the limit. Up to here a body is read to its end, so that the browser shows our answer. */
const FAR_TOO_LARGE = 4

/** Was the upload given up because its file passed the limit? */
export const isTooLarge = (defect: unknown) => defect instanceof Error && defect.message === TOO_LARGE

/**
 * Reads a multipart form as it comes in and hands its one file to `take`, with the fields that stood before it. What `take`
 * leaves unread is thrown away, so that the browser gets its answer. 'broken-form' when it is no such form, has no file, or
 * says more before its file than ours do. Throws when the upload breaks off or passes `limit` bytes, after `take` has ended.
 */
export async function readUpload<Taken>(
  request: Request,
  limit: number,
  take: (fields: ReadonlyMap<string, string>, file: UploadedFile) => Promise<Taken>,
): Promise<Taken | 'broken-form'> {
  const type = request.headers.get('content-type') ?? ''
  if (!/^multipart\/form-data;/i.test(type) || !request.body) return 'broken-form'
  if (Number(request.headers.get('content-length') ?? 0) > limit * FAR_TOO_LARGE) throw new Error(TOO_LARGE)

  const fields = new Map<string, string>()
  const limits = { files: 1, fileSize: limit, fields: 8, fieldSize: 512, parts: 10, headerPairs: 20 }
  const parser = new Busboy({ headers: { 'content-type': type }, limits })
  let file: BusboyFileStream | undefined
  let taken: Promise<Taken> | undefined
  parser.on('field', (name, value) => fields.set(name, value))
  parser.on('file', (_field, stream: BusboyFileStream, name) => {
    file = stream
    stream.on('error', () => {}) // whoever reads it is told; when nobody does any more it must not end the program
    taken = take(fields, { name: name ?? '', bytes: whole(stream) }).finally(() => stream.resume())
    taken.catch(() => {}) // awaited below, when the body has ended too
  })

  try {
    await pipeline(Readable.fromWeb(request.body as never), atMost(limit * FAR_TOO_LARGE), parser)
  } catch (defect) {
    // The reader of the file would wait for ever for the rest of it.
    file?.destroy(defect as Error)
    await taken?.catch(() => {})
    throw defect
  }
  return taken ?? 'broken-form'
}

/** A body that does not say its length is counted as it comes: what nobody reads any more is not drained without end. */
const atMost = (limit: number) =>
  async function* (body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let seen = 0
    for await (const bytes of body) {
      seen += bytes.length
      if (seen > limit) throw new Error(TOO_LARGE)
      yield bytes
    }
  }

/**
 * A file that was cut off at the limit must not pass for a short one. Whoever stops reading early must not destroy the
 * stream: Busboy would wait for ever for somebody to take the rest, and the browser for its answer.
 */
async function* whole(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  for await (const bytes of stream.iterator({ destroyOnReturn: false })) yield bytes as Uint8Array
  if (stream.truncated) throw new Error(TOO_LARGE)
}

import type { ObjectRow, StorageDeps } from './storage-deps.ts'
import { storageError } from './storage-error.ts'

/** Answers an object's bytes (or only its headers): ranges, If-None-Match and `?download` as Storage does. */
export async function serveObject(
  deps: StorageDeps,
  request: Request,
  object: ObjectRow,
  more: { expires?: Date } = {},
): Promise<Response> {
  const { metadata } = object
  const headers = new Headers({
    'Content-Type': safeType(metadata.mimetype),
    ETag: metadata.eTag,
    'Last-Modified': new Date(metadata.lastModified).toUTCString(),
    'Accept-Ranges': 'bytes',
    'X-Robots-Tag': 'none',
    ...(more.expires ? { Expires: more.expires.toUTCString() } : { 'Cache-Control': metadata.cacheControl }),
  })
  const download = new URL(request.url).searchParams.get('download')
  if (download !== null) headers.set('Content-Disposition', disposition(download))
  if (request.headers.get('if-none-match') === metadata.eTag)
    return new Response(null, { status: 304, headers })
  const range = rangeOf(request.headers.get('range'), metadata.size)
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${metadata.size}`)
  headers.set('Content-Length', String(range ? range.end - range.start + 1 : metadata.size))
  if (request.method === 'HEAD') return new Response(null, { headers })
  return new Response(bytesOf(deps, object, range), { status: range ? 206 : 200, headers })
}

function bytesOf(deps: StorageDeps, object: ObjectRow, range: { start: number; end: number } | undefined) {
  if (object.metadata.size === 0) return null
  return deps.blobs.read(object.version, range)
}

/** A page served from Storage's own address could act for whoever is signed in there. */
const safeType = (type: string) =>
  /^text\/html/i.test(type) ? type.replace(/text\/html/i, 'text/plain') : type

function disposition(name: string): string {
  if (name === '') return 'attachment;'
  const encoded = encodeURIComponent(name)
  return `attachment; filename=${encoded}; filename*=UTF-8''${encoded}`
}

function rangeOf(header: string | null, size: number): { start: number; end: number } | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || from + to === '' || size === 0) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (start > end) throw storageError('InvalidRequest', 'The requested range is not satisfiable', 416)
  return { start, end }
}

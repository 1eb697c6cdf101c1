import { Readable } from 'node:stream'

/** A CSV file to be saved, under its Japanese name where the browser knows how; sent no faster than the browser takes it. */
export const csvAnswer = (texts: AsyncIterable<string>, { plain, name }: { plain: string; name: string }) =>
  new Response(Readable.toWeb(Readable.from(texts, { objectMode: false })) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`,
      'cache-control': 'no-store',
    },
  })

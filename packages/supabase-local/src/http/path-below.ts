import { getPath } from 'hono/utils/url'

/** Routes a request by its path without the given prefix, as the gateway in front of a real service strips it. */
export const pathBelow = (prefix: string) => (request: Request) =>
  getPath(request).slice(prefix.length) || '/'

import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'

export type Problem = { status: 400 | 401 | 404 | 409 | 422 | 429 | 500; code: string; detail: string }

/** RFC 9457. `code` is for programs, `detail` for whoever reads the log of the machine. */
export const ProblemDocument = z
  .object({
    type: z.string().openapi({ example: 'about:blank' }),
    title: z.string(),
    status: z.number().int(),
    code: z.string().openapi({ example: 'too-early' }),
    detail: z.string(),
  })
  .openapi('Problem')

const TITLES: Record<Problem['status'], string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
}

/** Answers a problem as application/problem+json. */
export const problem = (c: Context, { status, code, detail }: Problem) =>
  c.body(JSON.stringify({ type: 'about:blank', title: TITLES[status], status, code, detail }), status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
  })

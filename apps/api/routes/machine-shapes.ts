import { createRoute, z } from '@hono/zod-openapi'
import { ProblemDocument } from './problem.ts'

const problemOf = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: ProblemDocument } },
})
const REFUSALS = {
  401: problemOf('鍵が違うか、使えなくなっています。'),
  422: problemOf('送られた内容が正しくありません。'),
  429: problemOf('問い合わせが多すぎます。Retry-After の秒数だけ待ってください。'),
}
const security = [{ machineKey: [] }]

const Wait = z
  .object({ from: z.number().int(), until: z.number().int() })
  .nullable()
  .openapi({ description: '待ち時間の見込み（分）。今日終わった方が5人になるまでは null です。' })

const Ticket = z
  .object({
    id: z.uuid(),
    number: z.string().openapi({ example: 'A012' }),
    lane: z.string().openapi({ example: 'pickup' }),
    ahead: z.number().int().nullable(),
    waitMinutes: Wait,
    placeUrl: z
      .url()
      .nullable()
      .openapi({ description: '番号札に QR コードで印刷するアドレス。順番がわかります。' }),
  })
  .openapi('Ticket')

const Lane = z
  .object({
    code: z.string(),
    name: z.string(),
    receiving: z.boolean(),
    waiting: z.number().int(),
    waitMinutes: Wait,
  })
  .openapi('Lane')

const Call = z
  .object({
    id: z.uuid().openapi({ description: '次の after に渡します。' }),
    act: z.enum(['call', 'recall']),
    number: z.string(),
    counter: z.string().nullable(),
    at: z.iso.datetime(),
  })
  .openapi('Call')

const json = <Shape extends z.ZodType>(schema: Shape, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

/** 番号札を出す: by the number of a reservation, which checks it in, or of a group. */
export const takeTicketRoute = createRoute({
  method: 'post',
  path: '/v1/tickets',
  summary: '番号札を出す',
  description:
    '予約番号があれば予約を受け付けて、なければ受付区分の番号を出します。同じ Idempotency-Key で何度送っても、出る番号は一つです。',
  security,
  request: {
    headers: z.object({ 'idempotency-key': z.string().min(8).max(200) }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: z.union([
            z.strictObject({ reservationNumber: z.string().min(1).max(40) }),
            z.strictObject({ lane: z.string().min(1).max(40) }),
          ]),
        },
      },
    },
  },
  responses: {
    201: json(Ticket, '出した番号。'),
    409: problemOf(
      '受け付けられません。code は not-found・too-early・other-day・wrong-venue・already-checked-in・over・no-such-lane。',
    ),
    ...REFUSALS,
  },
})

/** いまの待ち: of the venue where the machine stands. */
export const queueRoute = createRoute({
  method: 'get',
  path: '/v1/queue',
  summary: 'いまの待ちを見る',
  security,
  responses: {
    200: json(z.object({ venue: z.string(), asOf: z.iso.datetime(), lanes: z.array(Lane) }), '拠点の待ち。'),
    ...REFUSALS,
  },
})

/** 呼出: as they happened, for a display of the machine's own. */
export const callsRoute = createRoute({
  method: 'get',
  path: '/v1/calls',
  summary: '呼出を順に読む',
  description:
    '今日の呼出を、after のあとから古い順に 100 件まで返します。続けて読むときは、最後の id を after に渡してください。',
  security,
  request: { query: z.object({ after: z.uuid().optional() }) },
  responses: { 200: json(z.object({ calls: z.array(Call) }), '呼出。'), ...REFUSALS },
})

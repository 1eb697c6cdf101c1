import { createHash } from 'node:crypto'
import { deviceOf, noteSeen, type OpenedBy } from '@madoguchi/core/queue'
import type { Tenant } from '@madoguchi/core/tenancy'
import type { Actor, Database } from '@madoguchi/db'
import type { MiddlewareHandler } from 'hono'
import { type Problem, problem } from './problem.ts'

/** A machine that has shown its key: which municipality's, where it stands, and the key for what it asks next. */
export type Machine = { tenant: Tenant; device: OpenedBy; key: string; actor: Actor }
export type MachineEnv = { Variables: { machine: Machine } }

/** So many questions at once, and then this many in a second, of each machine. */
const [AT_ONCE, PER_SECOND] = [30, 2]

type Ports = {
  db: Database
  tenantOf: (slug: string) => Tenant | null
  now: () => Date
}

/**
 * `Authorization: Bearer <municipality>.<key>`. A key that is wrong, taken away, or a board's gets 401 and learns nothing else. The
 * limit is each copy's own: it is there so that a machine gone wild does not take what the others need.
 */
export function machineKey({ db, tenantOf, now }: Ports): MiddlewareHandler<MachineEnv> {
  const buckets = new Map<string, { left: number; at: number }>()

  const isTooMany = (id: string, at: number) => {
    if (buckets.size > 10_000) buckets.clear()
    const before = buckets.get(id) ?? { left: AT_ONCE, at }
    const left = Math.min(AT_ONCE, before.left + ((at - before.at) / 1000) * PER_SECOND)
    buckets.set(id, { left: left < 1 ? left : left - 1, at })
    return left < 1
  }

  return async (c, next) => {
    const [slug = '', key = ''] = (
      /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
    ).split('.')
    const tenant = tenantOf(slug)
    const actor = tenant && ({ role: 'machine', tenantId: tenant.id, subjectId: null } as const)
    const device = actor && (await deviceOf(db, actor, key))
    if (!tenant || !actor || device?.kind !== 'machine') {
      c.header('www-authenticate', 'Bearer')
      return problem(c, UNKNOWN)
    }
    if (isTooMany(device.id, now().getTime())) {
      c.header('retry-after', '5')
      return problem(c, TOO_MANY)
    }
    await noteSeen(db, actor, device.id, now())
    c.set('machine', { tenant, device, key, actor })
    return next()
  }
}

const UNKNOWN: Problem = {
  status: 401,
  code: 'unknown-key',
  detail: '鍵が違うか、使えなくなっています。「設定」の「発券機・掲示」で鍵を確かめてください。',
}
const TOO_MANY: Problem = {
  status: 429,
  code: 'too-many-requests',
  detail: '問い合わせが多すぎます。Retry-After の秒数だけ待ってください。',
}

/** The same Idempotency-Key of the same machine is the same request, for ever: as the id that the ticket keeps. */
export function requestIdOf(deviceId: string, idempotencyKey: string): string {
  const hex = createHash('sha256').update(`${deviceId}|${idempotencyKey}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

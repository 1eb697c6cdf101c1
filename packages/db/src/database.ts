import { connect as dial, type Socket } from 'node:net'
import postgres, { type Sql } from 'postgres'
import { openBulkhead } from './bulkhead.ts'
import { openConnections, type Tx } from './open-connections.ts'
import { repeatable } from './repeatable.ts'

/** Who is asking. Each role is a Postgres role; row security does the rest. */
export type Actor = {
  role: 'resident' | 'staff' | 'operator' | 'machine'
  tenantId: string
  /** Whose rows: the resident's subject, the officer's staff id. Null before anyone is identified. */
  subjectId: string | null
}

export type { Tx }
export type Database = ReturnType<typeof openDatabase>

type Options = {
  /** Connections in the pool. */
  max?: number
  /** How many of them one tenant may hold at once, so that a city's rush leaves its neighbours a way in. */
  perTenant?: number
  /** Shown in pg_stat_activity. */
  name?: string
}

/** A date is a date: never a Date object at somebody's midnight. */
const dates = {
  date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
}

/**
 * A socket that sends at once. The driver hands a longer query over in two pieces, and Nagle's algorithm would keep the
 * second back until the server has acknowledged the first, which it is in no hurry to do: some 10 ms for each booking.
 */
const withoutDelay = ({ host, port }: { host: string[]; port: number[] }): Promise<Socket> =>
  new Promise((ready, fail) => {
    const socket = dial({ host: host[0] ?? '127.0.0.1', port: port[0] ?? 5432, noDelay: true })
    socket.once('error', fail)
    socket.once('connect', () => {
      socket.off('error', fail)
      ready(socket)
    })
  })

/** Column names become camelCase; keys inside JSON stay as they were written. */
export const connect = (url: string, options: postgres.Options<Record<string, postgres.PostgresType>> = {}) =>
  postgres(url, {
    onnotice: () => {},
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel } },
    ...({ socket: withoutDelay } as object), // an option that the driver has and its types have not
    ...options,
    types: dates,
  }) as unknown as Sql<Record<string, never>>

/** Opens a program's pool. The login in `url` decides which one role its callers can take. */
export function openDatabase(
  url: string,
  { max = 12, perTenant = Math.max(1, max - 2), name }: Options = {},
) {
  // Only this one asks for the array types, once, before any work is lent a connection: the driver leaves a refusal of
  // its own question unheard, which ends the process. The others share what it has learnt. It also holds the ear.
  const scout = connect(url, {
    max: 1,
    idle_timeout: 5,
    connect_timeout: 10,
    connection: { application_name: name ?? 'madoguchi', 'citus.propagate_set_commands': 'local' } as never,
  })
  let looked: Promise<unknown> | undefined
  const look = () => {
    looked ??= scout`select`.catch((defect: unknown) => {
      looked = undefined
      throw defect
    })
    return looked
  }
  const connections = openConnections(max, (onclose) => {
    const learnt = { ...scout.options, fetch_types: false, idle_timeout: 300, max_lifetime: null, onclose }
    return postgres(learnt as never) as unknown as Sql<Record<string, never>>
  })
  const alone = async <T>(statement: (sql: Sql<Record<string, never>>) => Promise<T>) => {
    await look()
    return connections.alone(statement)
  }
  const bulkhead = openBulkhead(perTenant)

  return {
    /** Runs `work` in one transaction as `actor`. There is no other way to reach a tenant's rows. */
    as<T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
      return bulkhead(actor.tenantId, () => {
        let begun = false
        const enter = (tx: Tx) =>
          // Sent together with the BEGIN.
          tx`select app.enter(${actor.role}, ${actor.tenantId}, ${actor.subjectId})`.execute()
        const once = async () => {
          begun = false
          await look()
          return connections.transaction(enter, (tx) => {
            begun = true
            return work(tx)
          })
        }
        return repeatable(once, { evenIfLost: () => !begun })
      })
    },

    /**
     * One top-level statement outside a transaction block, for the SQL functions that enter by themselves
     * (`app.take_places`, `app.take_places_batch`). Repeated when the connection broke, so it must be idempotent.
     */
    alone<T>(tenantId: string, statement: (sql: Sql<Record<string, never>>) => Promise<T>): Promise<T> {
      return bulkhead(tenantId, () => repeatable(() => alone(statement), { evenIfLost: () => true }))
    },

    /** Which municipality is met at which exact host name: all that a program may know before it enters. */
    directory: (program: 'booking' | 'staff' | 'api') =>
      alone(
        (sql) =>
          sql<
            { host: string; id: string; slug: string; code: string; state: string; profile: unknown }[]
          >`select host, id, slug, code, state, profile from app.tenant_directory(${program}) -- tenant: before entering`,
      ),

    /** Calls `hear` for every NOTIFY on `channel`; reconnects by itself, then calls `again` since some may be missed. */
    listen: (channel: string, hear: (payload: string) => void, again: () => void = () => {}) =>
      scout.listen(channel, hear, again),

    /** Answers when Postgres does. For health checks. */
    ping: async () => {
      await alone((sql) => sql`select 1`)
    },

    close: async () => {
      await Promise.all([scout.end({ timeout: 5 }), connections.close()])
    },
  }
}

import { setTimeout as wait } from 'node:timers/promises'
import type { ISql, Sql } from 'postgres'

type Types = Record<string, never>

/** What a transaction's work asks with; it answers no more once the transaction is over. */
export type Tx = ISql<Types>

/** `fail` ends the piece of work that has it; `until`: when it has served long enough and is replaced. */
type Connection = { sql: Sql<Types>; lost: boolean; fail: (defect: Error) => void; until: number }

const HALF_AN_HOUR = 1_800_000
const FIVE_SECONDS = 5_000

const problem = (code: string, sentence: string) => Object.assign(new Error(sentence), { code })
const lostJustNow = () => problem('CONNECTION_CLOSED', 'the connection to Postgres was lost')
const isLost = (defect: unknown) =>
  /^(CONNECTION_|ECONN|EPIPE|57P0|08)/.test(String((defect as { code?: unknown } | null)?.code ?? ''))

/**
 * Up to `max` connections, each lent to one piece of work at a time; `open` makes one that tells when it was closed. One
 * that broke is thrown away whole: the driver (postgres 3.4) would use it again, and then fails a stranger's query with
 * the old error, writes into a socket that is gone, which ends the process, or sends what is left of a transaction into
 * the next one (docs/decisions/0011-connections.md).
 */
export function openConnections(max: number, open: (onclose: () => void) => Sql<Types>) {
  const idle: Connection[] = []
  const waiting: ((connection: Connection) => void)[] = []
  const all = new Set<Connection>()
  let closing = false
  let whenEmpty = () => {}

  function openOne(): Connection {
    const sql = open(() => {
      connection.lost = true
      connection.fail(lostJustNow())
      const at = idle.indexOf(connection)
      if (at >= 0) throwAway(...(idle.splice(at, 1) as [Connection]))
    })
    const until = performance.now() + HALF_AN_HOUR * (1 + Math.random())
    const connection: Connection = { sql, lost: false, fail: () => {}, until }
    all.add(connection)
    return connection
  }

  function throwAway(connection: Connection) {
    all.delete(connection)
    connection.sql.end({ timeout: 0 }).catch(() => {})
    const next = waiting.shift()
    if (next) next(openOne())
    if (all.size === 0) whenEmpty()
  }

  const borrow = (): Promise<Connection> | Connection =>
    idle.pop() ?? (all.size < max ? openOne() : new Promise<Connection>((take) => waiting.push(take)))

  function giveBack(connection: Connection) {
    if (connection.lost || performance.now() > connection.until) return throwAway(connection)
    const next = waiting.shift()
    if (next) return next(connection)
    if (closing) return throwAway(connection)
    idle.push(connection)
  }

  /**
   * Lends a connection to `work`. Fails as soon as the connection is lost, even if the driver would wait for ever. (No
   * Promise.race with one promise of the connection: that would keep every answer for as long as the connection lives.)
   */
  async function lend<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    if (closing) throw problem('CONNECTION_ENDED', 'the connections are closed')
    const connection = await borrow()
    try {
      return await new Promise<T>((settle, fail) => {
        connection.fail = fail
        if (connection.lost) throw lostJustNow()
        work(connection).then(settle, fail)
      })
    } catch (defect) {
      connection.lost ||= isLost(defect)
      throw defect
    } finally {
      giveBack(connection)
    }
  }

  return {
    /** One statement, by itself. */
    alone: <T>(statement: (sql: Sql<Types>) => Promise<T>): Promise<T> => lend(({ sql }) => statement(sql)),

    /**
     * `work` between BEGIN and COMMIT. `first` travels with the BEGIN and is awaited last: should it fail, every later
     * statement fails too. Any defect rolls everything back.
     */
    transaction: <T>(first: (tx: Tx) => Promise<unknown>, work: (tx: Tx) => Promise<T>): Promise<T> =>
      lend(({ sql }) => inTransaction(sql, first, work)),

    /** Lets those at work end, for five seconds at most, and closes everything. */
    async close() {
      closing = true
      const empty = new Promise<void>((settle) => {
        whenEmpty = settle
      })
      for (const connection of idle.splice(0)) throwAway(connection)
      if (all.size > 0) await Promise.race([empty, wait(FIVE_SECONDS, null, { ref: false })])
      await Promise.all([...all].map(({ sql }) => sql.end({ timeout: 0 })))
    },
  }
}

async function inTransaction<T>(
  sql: Sql<Types>,
  first: (tx: Tx) => Promise<unknown>,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let over = false
  const tx = new Proxy(sql, {
    // What outlives its transaction must not reach into the next one on the same connection.
    apply: (target, self, given) => {
      if (over) throw new Error('the transaction is over')
      return Reflect.apply(target, self, given)
    },
  }) as Tx
  const begun = sql`begin`.execute()
  const entered = first(tx)
  entered.catch(() => {})
  try {
    await begun
    const result = await work(tx)
    await entered
    over = true
    const { command } = await sql`commit`
    if (command !== 'COMMIT') throw new Error('a failed statement was overlooked: nothing was committed')
    return result
  } catch (defect) {
    over = true
    if (isLost(defect)) throw defect
    await sql`rollback`
    // "The transaction is aborted" hides why: entering was refused.
    throw (defect as { code?: string } | null)?.code === '25P02' ? await reasonOf(entered, defect) : defect
  }
}

const reasonOf = (entered: Promise<unknown>, defect: unknown) =>
  entered.then(
    () => defect,
    (reason: unknown) => reason,
  )

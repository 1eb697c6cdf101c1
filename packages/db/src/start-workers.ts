import { setTimeout as wait } from 'node:timers/promises'
import { type Crew, type CrewOptions, startCrew } from './crew.ts'
import { watchWorkers } from './watch-workers.ts'

const AGAIN = 3000
/** What a crew that is relieved has to end what it has in hand, and how long free workers may go without an answer: they ask every second. */
const LEAVE = 30_000
const SILENCE = 10_000

type AtWork = { crew: Crew; names: string[]; over: Promise<void>; relieve: () => void }

/**
 * Works off the queue: each task at least once, retried with growing pauses. A job whose program was killed is taken up
 * again within some ten seconds; so is one that no worker knows of though it is locked, since the answer was lost with its
 * connection. Where Postgres was away the library gives up, or falls silent: a new crew relieves the old one. `stop` lets
 * running tasks end.
 */
export async function startWorkers(
  url: string,
  tasks: CrewOptions['tasks'],
  rest: Omit<CrewOptions, 'url' | 'tasks'>,
) {
  const { log } = rest
  let atWork: AtWork | undefined
  const beginning: string[] = []
  const leaving = new Set<string>()
  let unknown = new Set<string>()

  const watch = watchWorkers(url, {
    mine: () => ({ now: [...(atWork?.names ?? []), ...beginning], leaving: [...leaving] }),
    seen: (held) => {
      if (!atWork) return
      const { crew } = atWork
      // Twice in a row: a job that has just ended is no longer in hand and may be held for a moment still.
      const before = unknown
      unknown = new Set(held.filter((id) => !crew.inHand.has(id)))
      if (crew.silentFor() > SILENCE || [...unknown].some((id) => before.has(id))) atWork.relieve()
    },
    log,
  })

  async function begin() {
    beginning.length = 0
    const crew = await startCrew({ url, tasks, ...rest }, (name) => {
      beginning.push(name)
      watch.wake()
    })
    let relieve = () => {}
    const relieved = new Promise<void>((done) => {
      relieve = done
    })
    atWork = { crew, names: beginning.splice(0), over: Promise.race([crew.ended, relieved]), relieve }
    return atWork
  }

  /** Lets a crew go. Its jobs are given back once nobody can be at work on them. */
  async function leave({ crew, names }: AtWork) {
    for (const name of names) leaving.add(name)
    await Promise.race([crew.stop(), wait(LEAVE, null, { ref: false })])
    for (const name of names) leaving.delete(name)
    watch.wake()
  }

  let stopping = false
  const farewells = new Set<Promise<void>>()
  async function goOn(first: AtWork) {
    for (let current: AtWork | undefined = first; ; current = await begin().catch(() => undefined)) {
      if (stopping) current?.relieve()
      await current?.over
      if (current) {
        const farewell = leave(current).finally(() => farewells.delete(farewell))
        farewells.add(farewell)
      }
      if (!stopping) {
        log({ level: 'error', event: 'queue-stopped' })
        await wait(AGAIN)
      }
      if (stopping) return
    }
  }
  const going = goOn(await begin())

  return {
    stop: async () => {
      stopping = true
      atWork?.relieve()
      await going
      await Promise.all(farewells)
      await watch.stop()
    },
  }
}

import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formOf } from './forms.ts'
import { openGround } from './ground.ts'
import { comparePasts } from './past.ts'
import { findPgbench, pgbench } from './pgbench.ts'
import { measure, startBooking, startNothing, stop } from './programs.ts'
import { rowOf, tableOf } from './ratios.ts'
import { takePlacesScript } from './take-places-script.ts'

const option = (name: string, usual: number) =>
  Number(process.argv.find((it) => it.startsWith(`--${name}=`))?.split('=')[1] ?? usual)
const [rounds, seconds, clients] = [option('rounds', 5), option('seconds', 4), option('clients', 8)]
const say = (sentence: string) => console.error(sentence)

const floorOf = findPgbench()
if (!floorOf) {
  say('pgbench がありません。apt-get install postgresql-15 で入れてから、もう一度実行してください。')
  process.exit(1)
}

say('計測用の Postgres（fsync あり）と自治体を用意しています')
// As many as either side can book in all, at 8,000 a second.
const each = seconds * 8000
const ground = await openGround((rounds + 1) * 2 * each)
const booking = await startBooking(ground)
const nothing = await startNothing()
const runs: Record<string, number[]> = {}

try {
  const spread = join(tmpdir(), `madoguchi-spread-${process.pid}.sql`)
  const hot = join(tmpdir(), `madoguchi-hot-${process.pid}.sql`)
  writeFileSync(spread, takePlacesScript(ground, ground.slots.length))
  writeFileSync(hot, takePlacesScript(ground, 1))
  const url = ground.urlFor('web_booking')
  const browser = await formOf(ground, booking.port)
  const ids = ground.slots.map((it) => it.id)
  const at = `http://127.0.0.1:${booking.port}`
  let visitor = 1
  const nextVisitors = () => {
    visitor += each
    return visitor - each
  }
  const { procedure, tenantId } = ground
  const post = {
    url: `${at}/book?procedure=${procedure}`,
    clients,
    seconds,
    expect: 303,
    tenantId,
    ...browser,
  }
  const page = `procedure=${ground.procedure}&venue=${ground.venue}`
  const reads = {
    clients,
    seconds,
    expect: 200,
    headers: { host: browser.headers.host, 'accept-encoding': 'gzip', 'accept-language': 'ja' },
  }

  // Interleaved: whatever else the machine does in a round, it does to both sides of a ratio.
  const measures: Record<string, () => Promise<number>> = {
    'spread floor': () => pgbench(floorOf, url, spread, clients, seconds),
    'spread ours': () => measure({ ...post, visitor: nextVisitors(), slots: shuffled(ids) }),
    'hot floor': () => pgbench(floorOf, url, hot, clients, seconds),
    'hot ours': () => measure({ ...post, visitor: nextVisitors(), slots: ids.slice(0, 1) }),
    'nothing floor': () => measure({ ...reads, url: `http://127.0.0.1:${nothing.port}/` }),
    'html ours': () => measure({ ...reads, url: `${at}/availability?${page}` }),
    'json ours': () => measure({ ...reads, url: `${at}/availability.json?${page}` }),
    'nothing again': () => measure({ ...reads, url: `http://127.0.0.1:${nothing.port}/` }),
  }
  say('温めています')
  for (const warm of Object.values(measures)) await warm()
  // What autovacuum does within a minute: plans made while the tables were empty are made anew.
  await ground.analyze()
  for (let round = 1; round <= rounds; round++) {
    for (const [name, run] of Object.entries(measures)) {
      const perSecond = await run()
      runs[name] = [...(runs[name] ?? []), perSecond]
      say(`${round}/${rounds}  ${name.padEnd(14)} ${Math.round(perSecond)}/s`)
    }
  }
} finally {
  await Promise.all([stop(booking), stop(nothing)])
  await ground.stop()
}

const pasts = await comparePasts(
  { rounds, seconds, clients, few: option('few', 10_000), many: option('many', 1_000_000) },
  say,
)

const of = (name: string) => runs[name] ?? []
console.log(
  tableOf([
    rowOf(
      'booking, spread over the slots',
      'pgbench, the same function',
      0.6,
      of('spread ours'),
      of('spread floor'),
    ),
    rowOf('booking, one hot slot', 'pgbench on that slot', 2.5, of('hot ours'), of('hot floor')),
    rowOf(
      'calendar page (HTML)',
      'a Hono handler that does nothing',
      0.4,
      of('html ours'),
      of('nothing floor'),
    ),
    rowOf('calendar JSON', 'a Hono handler that does nothing', 0.85, of('json ours'), of('nothing floor')),
    rowOf('a calendar read, a long past', 'with a short past', 0, pasts['read many'], pasts['read few']),
    rowOf('calendar page, a long past', 'with a short past', 0, pasts['html many'], pasts['html few']),
    rowOf('doing nothing, measured twice', 'itself: the noise', 0, of('nothing again'), of('nothing floor')),
  ]),
)

function shuffled<It>(list: readonly It[]): It[] {
  return list
    .map((it) => ({ it, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ it }) => it)
}

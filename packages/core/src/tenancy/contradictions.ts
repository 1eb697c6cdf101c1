import { basketContradictionsIn } from './basket-contradictions.ts'
import { calendarContradictionsIn } from './calendar-contradictions.ts'
import { missingWords } from './missing-words.ts'
import { placesContradictionsIn } from './places-contradictions.ts'
import type { Problem } from './problem.ts'
import { canBeBooked } from './procedure-rules.ts'
import type { TenantFile } from './tenant-file.ts'
import { windowContradictionsIn } from './window-contradictions.ts'

/** What the values of a tenant file may not say together; empty when it makes sense. */
export function contradictionsIn(file: TenantFile): Problem[] {
  return [
    ...twice(file.venues, ['venues'], '拠点のコード'),
    ...twice(file.lanes, ['lanes'], '受付区分のコード'),
    ...twice(file.procedures, ['procedures'], '手続の番号'),
    ...procedureLanes(file),
    ...venueProcedures(file),
    ...unbookable(file),
    ...representatives(file),
    ...untoldVenues(file),
    ...calendarContradictionsIn(file),
    ...borrowedCode(file),
    ...missingWords(file, file.languages),
    ...windowContradictionsIn(file),
    ...placesContradictionsIn(file),
    ...basketContradictionsIn(file),
  ]
}

const twice = (list: readonly { code: string }[], path: PropertyKey[], what: string): Problem[] =>
  list.flatMap((it, at) =>
    list.findIndex((other) => other.code === it.code) < at
      ? [{ path: [...path, at, 'code'], message: `${what}「${it.code}」が 2 回あります` }]
      : [],
  )

function procedureLanes({ lanes, procedures }: TenantFile): Problem[] {
  const known = new Set(procedures.map((it) => it.code))
  const unknown = lanes.flatMap((lane, l) =>
    lane.procedures.flatMap((code, p) =>
      known.has(code)
        ? []
        : [{ path: ['lanes', l, 'procedures', p], message: `手続「${code}」は procedures にありません` }],
    ),
  )
  const homes = procedures.flatMap((procedure, at) => {
    const count = lanes.flatMap((lane) => lane.procedures).filter((code) => code === procedure.code).length
    if (count === 1 || (count === 0 && !canBeBooked(procedure))) return []
    const message = count === 0 ? 'どの受付区分にも入っていません' : '2 つ以上の受付区分に入っています'
    return [{ path: ['procedures', at, 'code'], message: `手続「${procedure.code}」は${message}` }]
  })
  return [...unknown, ...homes]
}

function venueProcedures({ venues, procedures }: TenantFile): Problem[] {
  const known = new Set(procedures.map((it) => it.code))
  return venues.flatMap((venue, v) =>
    (venue.procedures ?? []).flatMap((code, p) =>
      known.has(code)
        ? []
        : [{ path: ['venues', v, 'procedures', p], message: `手続「${code}」は procedures にありません` }],
    ),
  )
}

/** Whoever cannot book must read how to come instead. */
const unbookable = ({ procedures }: TenantFile): Problem[] =>
  procedures.flatMap((it, at) =>
    canBeBooked(it) || it.howToCome
      ? []
      : [{ path: ['procedures', at, 'howToCome'], message: '予約のない手続きには、来庁のしかたが要ります' }],
  )

/** A pick-up by a representative is booked as the pick-up of that card: it must take the same slots. */
function representatives({ lanes, procedures }: TenantFile): Problem[] {
  const homeOf = (code: string) => lanes.find((it) => it.procedures.includes(code))?.code
  const homes = new Set(procedures.filter((it) => it.needsCard && !it.comer).map((it) => homeOf(it.code)))
  return procedures.flatMap((it, at) => {
    if (!it.comer) return []
    const path = ['procedures', at, 'comer']
    if (!it.needsCard) return [{ path, message: '代理の方の手続きは、カードの受け取りだけです' }]
    return homes.size === 1 && homes.has(homeOf(it.code))
      ? []
      : [{ path, message: '代理の方の受け取りは、ほかの受け取りと同じ受付区分に入れてください' }]
  })
}

/** Only of a venue that is still to be confirmed may the place and the way be unknown. */
const untoldVenues = ({ venues }: TenantFile): Problem[] =>
  venues.flatMap((venue, v) =>
    (['address', 'access'] as const)
      .filter((it) => venue.confirmed && !venue[it])
      .map((it) => ({ path: ['venues', v, it], message: '確認の済んだ拠点には、所在地と行き方が要ります' })),
  )

/** Prefectures have the numbers 01 to 47. A demonstration town must not pass for a real one, nor a real one for a demonstration. */
function borrowedCode({ code, fictional }: TenantFile): Problem[] {
  const isReal = code.slice(0, 2) <= '47'
  if (isReal !== (fictional ?? false)) return []
  const message = isReal
    ? '架空の自治体には、実在しない団体コード（48 以上で始まるもの）を付けてください'
    : '都道府県の番号は 01 から 47 までです。架空の自治体なら "fictional": true を書いてください'
  return [{ path: ['code'], message }]
}

import type { Problem } from './problem.ts'
import { canBeBooked } from './procedure-rules.ts'
import type { TenantFile } from './tenant-file.ts'

/** What 家族の分も一緒に may not say: unknown venues, lanes and procedures, and a lane's own procedure once more. */
export function basketContradictionsIn({ baskets, lanes, venues, procedures }: TenantFile): Problem[] {
  const unknown = (
    named: readonly string[] | undefined,
    known: readonly { code: string }[],
    path: PropertyKey[],
    what: string,
  ): Problem[] =>
    (named ?? []).flatMap((code, at) =>
      known.some((it) => it.code === code)
        ? []
        : [{ path: [...path, at], message: `${what}「${code}」はありません` }],
    )
  return [
    ...(baskets.own ?? []).flatMap((it, at) => [
      ...unknown(it.venues, venues, ['baskets', 'own', at, 'venues'], '拠点'),
      ...unknown(it.lanes, lanes, ['baskets', 'own', at, 'lanes'], '受付区分'),
    ]),
    ...lanes.flatMap((lane, l) =>
      (lane.along ?? []).flatMap((code, at) => {
        const path = ['lanes', l, 'along', at]
        if (lane.procedures.includes(code))
          return [{ path, message: `手続「${code}」は、もともとこの受付区分です` }]
        return procedures.some((it) => it.code === code && canBeBooked(it))
          ? []
          : [{ path, message: `手続「${code}」は、予約を受け付ける procedures にありません` }]
      }),
    ),
  ]
}

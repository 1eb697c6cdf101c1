import { eraOf, type PlainDate } from '@madoguchi/core/calendar'
import type { Product } from './open-product.ts'
import { OPERATOR } from './seed-demo.ts'

/** 昭和24年3月20日（1949-03-20） */
function birthDate(date: string): string {
  const era = eraOf(date as PlainDate)
  const [, month, day] = date.split('-').map(Number)
  return `${era ? `${era.name}${era.year === 1 ? '元' : era.year}年${month}月${day}日` : ''}（${date}）`
}

/** What `npm start` prints at its end: where each person begins. */
export function addressTable({ ground, demo, ports }: Product): [string, string][][] {
  const tenants = demo.tenants.map((it): [string, string][] => [
    [`${it.name}  予約ページ`, `http://${it.bookingHost}:${ports.booking}/`],
    [`${it.name}  職員ページ`, `http://${it.staffHost}:${ports.staff}/`],
    ...(it.letter
      ? ([
          ['  照会番号（架空の方の案内）', it.letter.number],
          ['  その方の生年月日', birthDate(it.letter.birthDate)],
        ] as [string, string][])
      : []),
  ])
  return [
    ...tenants,
    [
      ['職員ログイン（両市町とも）', `sato（管理者）または suzuki（職員）  パスワード ${demo.password}`],
      ['運用者ページ', `http://operator.localhost:${ports.operator}/`],
      ['運用者ログイン', `${OPERATOR.loginId}  パスワード ${demo.password}`],
    ],
    [
      ['メールボックス', ground.supabase.mailboxUrl],
      ['ジョブ・外部連携', `http://127.0.0.1:${ports.api}/healthz`],
    ],
  ]
}

import { eraOf, type PlainDate } from '@madoguchi/core/calendar'
import type { Product } from './open-product.ts'
import type { Program } from './program-environment.ts'
import { OPERATOR, STAFF } from './seed-demo.ts'
import type { Group } from './table.ts'

/** 昭和24年3月20日（1949-03-20） */
function birthDate(date: string): string {
  const era = eraOf(date as PlainDate)
  const [, month, day] = date.split('-').map(Number)
  return `${era ? `${era.name}${era.year === 1 ? '元' : era.year}年${month}月${day}日` : ''}（${date}）`
}

/** With these a visitor to the booking pages is one of the fictional people. */
const letterOf = ({ letter }: Product['demo']['tenants'][number]): [string, string][] =>
  letter
    ? [
        ['  照会番号', `${letter.number}（架空の方の交付通知書）`],
        ['  生年月日', birthDate(letter.birthDate)],
      ]
    : []

/** What `npm start` prints at its end: where each person begins. Programs that were not started are left out. */
export function addressTable({ ground, demo, ports, running }: Product): Group[] {
  const on = (program: Program, rows: [string, string][]) =>
    running.some((it) => it.program === program) ? rows : []
  const tenants = demo.tenants.map(
    (it): Group => ({
      title: it.name,
      rows: [
        ...on('booking', [
          ['予約ページ', `http://${it.bookingHost}:${ports.booking}/`],
          ...letterOf(it),
          ['受付端末', `http://${it.bookingHost}:${ports.booking}/kiosk/${it.queue.kiosk}`],
          ['呼出の掲示', `http://${it.bookingHost}:${ports.booking}/board/${it.queue.board}`],
        ]),
        ...on('staff', [['職員ページ', `http://${it.staffHost}:${ports.staff}/`]]),
      ],
    }),
  )
  const staff = STAFF.map((it) => `${it.loginId}（${it.roles.includes('manager') ? '管理者' : '職員'}）`)
  return [
    ...tenants.filter((it) => it.rows.length > 0),
    {
      title: 'ログイン（どちらの自治体も同じです）',
      rows: [
        ...on('staff', [['職員', staff.join('、')]]),
        ...on('operator', [['運用者', OPERATOR.loginId]]),
        ['パスワード', demo.password],
      ],
    },
    {
      title: '全体',
      rows: [
        ...on('operator', [['運用者ページ', `http://operator.localhost:${ports.operator}/`]]),
        ['メールボックス', `${ground.supabase.mailboxUrl}/`],
        ...on('api', [['ジョブ・外部連携', `http://127.0.0.1:${ports.api}/healthz`]]),
      ],
    },
  ]
}

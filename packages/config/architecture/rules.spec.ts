import { describe, expect, it } from 'vitest'
import { RULES, type RuleName } from './rules.ts'

type File = [path: string, text: string]
/** Files that a rule must see, and their neighbours that it must leave alone. */
type Planted = { red: File[]; green: File[] }

const inBooking = (name: string) => `packages/core/src/booking/${name}`
const decision = inBooking('booking-rules.ts')
const query = (sql: string): File => [inBooking('booking.sql.ts'), `export const rows = (tx) => tx\`${sql}\``]
const lines = (count: number) => 'x\n'.repeat(count)

const planted: Record<RuleName, Planted> = {
  layersPointOneWay: {
    red: [
      ['packages/core/src/booking/book-slot.ts', "import { Button } from '@madoguchi/ui'"],
      ['packages/db/src/index.ts', "import type { TenantId } from '@madoguchi/core/kernel'"],
      ['packages/ui/src/field.tsx', "import { t } from '../../i18n/src/index.ts'"],
      ['packages/web/src/shell.ts', "import { bookSlot } from '@madoguchi/core/booking'"],
      ['packages/web/src/shell.ts', "const app = await import('@madoguchi/staff/app.ts')"],
      ['apps/staff/server.ts', "export { createApi } from '../api/app.ts'"],
      ['apps/staff/server.ts', "import { startSupabase } from '@madoguchi/supabase-local'"],
      ['apps/staff/server.ts', "import { openTestDatabase } from '@madoguchi/db/testing'"],
      ['scripts/start.ts', "import { server } from '../apps/booking/server.ts'"],
    ],
    green: [
      ['packages/core/src/booking/book-slot.ts', "import type { Tx } from '@madoguchi/db'"],
      [
        'packages/core/src/booking/book-slot.test.ts',
        "import { openTestDatabase } from '@madoguchi/db/testing'",
      ],
      ['packages/web/src/shell.ts', "import { tenantOf } from '@madoguchi/core/tenancy'"],
      [
        'apps/booking/server.ts',
        "import { openDatabase } from '@madoguchi/db'\nimport { shell } from '@madoguchi/web'",
      ],
      ['packages/i18n/src/words.spec.ts', "import { req } from '@madoguchi/config/req.ts'"],
    ],
  },
  vendorsStayHome: {
    red: [
      [inBooking('book-slot.ts'), "import postgres from 'postgres'"],
      ['apps/api/routes/stripe.ts', "import Stripe from 'stripe'"],
      ['apps/staff/server.ts', "import type { User } from '@supabase/supabase-js'"],
      ['packages/core/src/booking/relay.ts', "import { run } from 'graphile-worker'"],
    ],
    green: [
      ['packages/db/src/database.ts', "import postgres from 'postgres'"],
      ['packages/core/src/contract/invoice.ts', "import Stripe from 'stripe'"],
      ['packages/core/src/identity/sign-in.ts', "import { createClient } from '@supabase/supabase-js'"],
    ],
  },
  appsOnlyOpenTheDatabase: {
    red: [
      ['apps/staff/server.ts', "import { openAdmin, openDatabase } from '@madoguchi/db'"],
      ['apps/staff/server.ts', "import { startRelay } from '@madoguchi/db'"],
    ],
    green: [
      ['apps/api/main.ts', "import { openDatabase, startRelay } from '@madoguchi/db'"],
      ['apps/staff/server.ts', "import { type Database, openDatabase } from '@madoguchi/db'"],
      ['apps/staff/app/context.ts', "import type { Actor } from '@madoguchi/db'"],
    ],
  },
  roomsKeepTheirQueries: {
    red: [
      [inBooking('book-slot.ts'), "import { cardOf } from '../issuance/cards.sql.ts'"],
      [
        'apps/staff/app/board.ts',
        "import { cardOf } from '../../../packages/core/src/issuance/cards.sql.ts'",
      ],
    ],
    green: [
      [
        inBooking('book-slot.ts'),
        "import { lockSlot } from './slots.sql.ts'\nimport { card } from '../issuance/card.ts'",
      ],
    ],
  },
  rulesImportOnlyRules: {
    red: [
      [decision, "import { z } from 'zod'"],
      [decision, "import type { Tx } from '@madoguchi/db'"],
      [decision, "import { lockSlot } from './slots.sql.ts'"],
    ],
    green: [
      [
        decision,
        "import { ok } from '../kernel.ts'\nimport { opens } from '../availability/window-rules.ts'",
      ],
      [inBooking('book-slot.ts'), "import { z } from 'zod'"],
    ],
  },
  rulesReadNothing: {
    red: [
      [decision, 'export const now = () => Date.now()'],
      [decision, 'export const now = () => new Date()'],
      [decision, 'export const now = () => Date()'],
      [decision, 'export const luck = () => Math.random()'],
      [decision, 'export const city = () => process.env.CITY'],
      [decision, 'export const id = () => crypto.randomUUID()'],
      [decision, 'export const later = async (it: Promise<1>) => await it'],
      [decision, 'export const sure = () => globalThis.Date.now()'],
    ],
    green: [
      [decision, "export const start = new Date('2026-04-10T09:00:00+09:00')"],
      [decision, '// Date.now() would make this untestable\nexport const at = (now: Date) => new Date(now)'],
      [decision, 'export type Step = { process: string }\nexport const of = (it: Step) => it.process'],
      [inBooking('book-slot.ts'), 'export const now = () => new Date()'],
    ],
  },
  rulesHaveSpecs: {
    red: [[decision, 'export const x = 1']],
    green: [],
  },
  queriesNameTheirTenant: {
    red: [
      query('select id from app.slots where id = ${id}'),
      query(
        'select * from app.slots s join app.venues v on v.id = s.venue_id where s.tenant_id = ${tenantId}',
      ),
      query(
        'select * from app.slots s join app.venues v on v.id = s.venue_id where s.tenant_id = ${tenantId} and s.tenant_id is not null',
      ),
      query('update app.slots set taken = 1 -- tenant_id'),
      query('insert into app.operators (login_id) values (${loginId})'),
      query('insert into app.marks (tenant_id, card_id) select ${tenantId}, id from app.cards'),
      query('select id from app.tenants where slug = ${slug}'),
      query('select app.release_places(${reservationId})'),
      query('delete from app.slots where id = ${id} -- tenant:'),
      ['packages/db/src/queue.ts', 'export const next = (sql) => sql`select * from app.outbox limit 1`'],
    ],
    green: [
      query('select id from app.slots where tenant_id = ${tenantId} and id = ${id}'),
      query(
        'select * from app.slots s join app.venues v using (tenant_id, venue_id) where s.tenant_id = ${tenantId}',
      ),
      query('insert into app.slots (tenant_id, minutes) values (${tenantId}, 15)'),
      query('select * from app.take_places(${command.tenantId}, ${slotId})'),
      query('select slug from app.tenants -- tenant: the list from which one is chosen'),
      query('select t.slug from app.venues v join app.tenants t on t.id = v.tenant_id'),
      query('select 1'),
      [inBooking('booking.test.ts'), 'it(() => owner`select count(*) from app.slots`)'],
    ],
  },
  sqlHasItsOwnFiles: {
    red: [
      [
        inBooking('book-slot.ts'),
        'const rows = await tx`\n  select 1 from app.slots where tenant_id = ${tenantId}`',
      ],
      [
        'apps/staff/app/routes/board/route.tsx',
        'tx`update app.slots set taken = 0 where tenant_id = ${tenantId}`',
      ],
    ],
    green: [
      query('select 1 from app.slots where tenant_id = ${tenantId}'),
      [inBooking('say.ts'), 'tx`select pg_notify(${channel}, 1)`'],
    ],
  },
  nobodySendsTextAsSql: {
    red: [
      [inBooking('booking.sql.ts'), 'tx.unsafe(`select ${id}`)'],
      ['apps/staff/app/find.ts', 'const { x } = await db.sql.unsafe(text)'],
    ],
    green: [
      ['packages/db/src/migrate.ts', 'tx.unsafe(text)'],
      [inBooking('say.ts'), '// never .unsafe(\nexport const safe = 1'],
    ],
  },
  nothingIsADrawer: {
    red: [
      ['packages/core/src/utils/dates.ts', ''],
      ['packages/web/src/helpers.ts', ''],
      ['apps/staff/app/common/x.tsx', ''],
      ['packages/ui/src/misc/x.tsx', ''],
    ],
    green: [['packages/core/src/booking/common-questions.ts', '']],
  },
  exportsHaveNames: {
    red: [
      [inBooking('book-slot.ts'), 'export default function bookSlot() {}'],
      [inBooking('book-slot.ts'), 'const a = 1\nexport default a'],
      [inBooking('book-slot.ts'), 'const a = 1\nexport { a as default }'],
    ],
    green: [
      ['apps/staff/app/routes/board/route.tsx', 'export default function Board() {}'],
      ['apps/staff/app/routes.ts', 'export default [] satisfies RouteConfig'],
      ['apps/staff/app/root.tsx', 'export default function Root() {}'],
      ['apps/staff/vite.config.ts', 'export default {}'],
      [inBooking('book-slot.ts'), 'export function of(x: 1) { switch (x) { default: return 1 } }'],
    ],
  },
  nobodyWritesHtml: {
    red: [
      [
        'packages/ui/src/notice.tsx',
        'export const N = () => <p dangerouslySetInnerHTML={{ __html: words }} />',
      ],
    ],
    green: [
      [
        'packages/ui/src/notice.tsx',
        '// never dangerouslySetInnerHTML\nexport const N = () => <p>{words}</p>',
      ],
    ],
  },
  longFilesAreTwoIdeas: {
    red: [
      ['apps/staff/server.ts', lines(61)],
      ['supabase/migrations/20260401090000_booking.sql', lines(161)],
    ],
    green: [
      ['apps/staff/server.ts', lines(60)],
      ['supabase/migrations/20260401090000_booking.sql', lines(160)],
      [inBooking('book-slot.ts'), lines(200)],
    ],
  },
}

/** The first line is enough to tell one planted file from another. */
const named = (files: File[]) => files.map(([path, text]) => ({ path, text, line: text.split('\n', 1)[0] }))

describe.each(Object.entries(planted))('%s', (name, { red, green }) => {
  const rule = RULES[name as RuleName]

  it.each(named(red))('is red on what is planted in $path: $line', ({ path, text }) => {
    expect(rule([{ path, text }])).toEqual([expect.stringContaining(path)])
  })

  it.each(named(green))('leaves $path alone: $line', ({ path, text }) => {
    expect(rule([{ path, text }])).toEqual([])
  })
})

describe('rulesHaveSpecs', () => {
  it('is content with a specification beside the rule', () => {
    const spec = decision.replace('.ts', '.spec.ts')
    expect(
      RULES.rulesHaveSpecs([
        { path: decision, text: '' },
        { path: spec, text: '' },
      ]),
    ).toEqual([])
  })
})

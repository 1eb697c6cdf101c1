import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dumpSchema } from '../dump-schema.ts'
import { openTestDatabase, type TestDatabase } from '../testing/index.ts'

let test: TestDatabase

beforeAll(async () => {
  test = await openTestDatabase()
})
afterAll(() => test.close())

describe('supabase/schema.sql', () => {
  it('says what the migrations make; if not, run `npm run schema:dump` and read the difference', async () => {
    const file = new URL('../../../../supabase/schema.sql', import.meta.url)
    expect(await dumpSchema(test.adminUrl)).toBe(await readFile(file, 'utf8'))
  })

  it('shows a grant and a policy that slipped in', async () => {
    const before = await dumpSchema(test.adminUrl)
    await test.owner`grant update (name) on app.card_people to anon`
    await test.owner`create policy "a slip" on app.venues for select to anon using (true)`
    const added = (await dumpSchema(test.adminUrl)).split('\n').filter((line) => !before.includes(line))
    expect(added).toEqual([
      'grant update (name) on app.card_people to anon;',
      'create policy "a slip" on app.venues as permissive for select to anon using (true);',
    ])
  })
})

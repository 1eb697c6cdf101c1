import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const read = (file: string) => readFileSync(`${import.meta.dirname}/${file}`, 'utf8')

it('every room of words that a page draws with comes to the browser too', () => {
  const sources = globSync('**/*.tsx', { cwd: import.meta.dirname })
    .map(read)
    .join('\n')
  const used = [...sources.matchAll(/useTranslation\('([a-z]+)'|\bt\([`']([a-z]+):/g)].map(
    ([, a, b]) => a ?? b ?? '',
  )
  const rooms = [...read('entry.client.tsx').matchAll(/locales\/ja\/([a-z]+)\.json/g)].map(([, room]) => room)
  expect(used.filter((room) => !rooms.includes(room))).toEqual([])
  expect(used).toContain('staff')
})

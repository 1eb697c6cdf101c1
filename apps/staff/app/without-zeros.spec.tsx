import { text } from 'node:stream/consumers'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, it } from 'vitest'
import { withoutZeros } from './without-zeros.server.ts'

it.each([0, 1, 2])('a long page in Japanese arrives without holes, shifted by %i', async (shift) => {
  const words = Array.from({ length: 200 }, (_, n) => `${n}番のお知らせ`)
  const page = renderToPipeableStream(
    <ul title={'x'.repeat(shift)}>
      {words.map((it) => (
        <li key={it}>{it}</li>
      ))}
    </ul>,
  )
  const arrived = await text(page.pipe(withoutZeros()))
  expect(arrived).not.toContain('\0')
  expect(arrived.match(/[^<>]+(?=<\/li>)/g)).toEqual(words)
})

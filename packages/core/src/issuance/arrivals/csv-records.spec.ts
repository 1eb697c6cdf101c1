import { describe, expect, it } from 'vitest'
import { csvRecords } from './csv-records.ts'
import { physicalLines } from './physical-lines.ts'

async function* pieces(...texts: string[]) {
  yield* texts
}
const recordsOf = async (text: string, width: number | null = null) => {
  const records = []
  for await (const record of csvRecords(physicalLines(pieces(text)), ',', width)) records.push(record)
  return records
}

describe('lines of a file', () => {
  const linesOf = async (...texts: string[]) => {
    const lines = []
    for await (const { line, text } of physicalLines(pieces(...texts))) lines.push([line, text])
    return lines
  }
  const three = [
    [1, 'a'],
    [2, ''],
    [3, 'b'],
  ]

  it.each(['\r\n', '\n', '\r'])('end at %j', async (end) => {
    expect(await linesOf(`a${end}${end}b`)).toEqual(three)
    expect(await linesOf(`a${end}${end}b${end}`)).toEqual(three)
  })

  it('are the same wherever the stream is cut', async () => {
    for (const whole of ['a\r\n\r\nb\r\n', 'a\n\r\nb', 'a\r\rb\r']) {
      for (let at = 0; at <= whole.length; at++)
        expect(await linesOf(whole.slice(0, at), whole.slice(at))).toEqual(three)
      expect(await linesOf(...whole)).toEqual(three)
    }
  })

  it('are held one at a time, and a line without an end is cut short', async () => {
    const lines = []
    for await (const it of physicalLines(pieces('x'.repeat(50_000), 'x'.repeat(50_000), 'x\nnext')))
      lines.push(it)
    expect(lines.map((it) => [it.line, it.text.length, it.tooLong])).toEqual([
      [1, 65536, true],
      [2, 4, false],
    ])
  })
})

describe('records of a file', () => {
  it('are numbered by the line of the file, also behind empty lines', async () => {
    expect(await recordsOf('a,b\n\n  \nc,d\n,\ne,f')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['c', 'd'] },
      { line: 6, cells: ['e', 'f'] },
    ])
  })

  it('may have quoted cells, with delimiters and doubled quotes in them', async () => {
    expect(await recordsOf('"a,b","say ""hi""",c')).toEqual([{ line: 1, cells: ['a,b', 'say "hi"', 'c'] }])
  })

  it('may span lines, and are numbered by their first', async () => {
    expect(await recordsOf('h,i\n"a\n\nb",c\nd,e', 2)).toEqual([
      { line: 1, cells: ['h', 'i'] },
      { line: 2, cells: ['a\n\nb', 'c'] },
      { line: 5, cells: ['d', 'e'] },
    ])
  })

  it('keep a quote that stands inside a cell', async () => {
    expect(await recordsOf('5" disk,b\nc,d', 2)).toEqual([
      { line: 1, cells: ['5" disk', 'b'] },
      { line: 2, cells: ['c', 'd'] },
    ])
  })

  it.each([
    ['the rest of the file has no quote', 'a,"b\nc,d\ne,f', 3],
    ['a later line has proper quotes', 'a,"b\n"c",d\ne,"f"', 3],
    ['every line has one', 'a,"b\nc,"d\ne,"f', 3],
  ])('lose one line to a stray quote, never more, when %s', async (_what, text, lines) => {
    const records = await recordsOf(text, 2)
    expect(records.map((it) => it.line)).toEqual(Array.from({ length: lines }, (_, at) => at + 1))
    expect(records[0]).toEqual({ line: 1, problem: 'stray-quote' })
  })

  it('end at the Ctrl-Z of an old system', async () => {
    expect(await recordsOf('a,b\r\n\u001A')).toEqual([{ line: 1, cells: ['a', 'b'] }])
  })

  it('say when a line is too long to be one', async () => {
    expect(await recordsOf(`a,b\n${'x'.repeat(70_000)}\nc,d`)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, problem: 'line-too-long' },
      { line: 3, cells: ['c', 'd'] },
    ])
  })
})

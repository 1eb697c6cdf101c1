import { describe, expect, it } from 'vitest'
import { MESSAGE_KINDS } from './notice-rules.ts'
import { readText } from './text-document.ts'
import { fillIn, placeholdersOf, placeholdersOfSubject, requiredIn } from './text-rules.ts'

const subject = '【{{city}}】{{when}}'
const body = '{{number}} {{when}} {{venue}}\n{{link}}\n{{telephone}}'
const wrong = (
  over: { subject?: string; body?: string },
  kind: Parameters<typeof readText>[0] = 'reservation.booked',
) => {
  const read = readText(kind, { subject, body, ...over })
  return read.ok ? [] : read.problems
}

describe('a text', () => {
  it('is filled in, once: what is filled in is not looked through again', () => {
    expect(fillIn('{{city}} {{ number }}', { city: '{{number}}', number: '1234-5674' })).toBe(
      '{{number}} 1234-5674',
    )
  })

  it('loses the lines that would say nothing, and the empty lines around them', () => {
    const text = '{{city}}\n\n住所：{{address}}\n\n理由：{{reason}}\n\n日時：{{when}}'
    expect(fillIn(text, { city: '上尾市', when: '9時', address: '' })).toBe('上尾市\n\n日時：9時')
  })

  it('loses a heading with the line below it', () => {
    expect(fillIn('■ 持ち物\n{{bring}}\n■ 場所\n{{venue}}', { venue: '市役所' })).toBe('■ 場所\n市役所')
  })

  it('keeps a dollar and a backslash as they are', () => {
    expect(fillIn('{{reason}}', { reason: "$& $1 \\ $'" })).toBe("$& $1 \\ $'")
  })
})

describe('what an officer typed', () => {
  it('is kept with its line ends as ours, and a subject in one line', () => {
    const read = readText('reservation.booked', { subject: ' a\r\nb ', body: `${body}\r\nc\r\n` })
    expect(read).toEqual({ ok: true, value: { subject: 'a b', body: `${body}\nc` } })
  })

  it('must not be empty or too long, and holds no 個人番号', () => {
    const digits = '98765432109'
    const sum = [...digits].reverse().reduce((all, it, n) => all + Number(it) * (n < 6 ? n + 2 : n - 4), 0)
    const numberOfNobody = digits + (sum % 11 <= 1 ? 0 : 11 - (sum % 11))
    expect(wrong({ subject: ' ', body: ' ' })).toEqual([
      { at: 'subject', problem: 'empty' },
      { at: 'body', problem: 'empty' },
    ])
    expect(wrong({ subject: 'あ'.repeat(101) })).toEqual([{ at: 'subject', problem: 'too-long' }])
    expect(wrong({ body: `${body}${numberOfNobody}` })).toEqual([{ at: 'body', problem: 'my-number' }])
    expect(wrong({ body: `${body}\u202E` })).toEqual([{ at: 'body', problem: 'characters' }])
  })

  it('names what it does not know, what has no place there, and what is missing', () => {
    expect(wrong({ body: `${body}{{namae}}` })).toEqual([{ at: 'body', problem: 'unknown', name: 'namae' }])
    expect(wrong({ body: `${body}{{reason}}` })).toEqual([
      { at: 'body', problem: 'not-here', name: 'reason' },
    ])
    expect(wrong({ subject: '{{number}}' })).toEqual([{ at: 'subject', problem: 'not-here', name: 'number' }])
    expect(wrong({ body: body.replace('{{number}}', '') })).toEqual([
      { at: 'body', problem: 'missing', name: 'number' },
    ])
    expect(wrong({ body: `${body}{{when` })).toEqual([{ at: 'body', problem: 'broken' }])
  })
})

describe.each(MESSAGE_KINDS)('%s', (kind) => {
  it('may name all that it must name, and a subject nothing that a body may not', () => {
    expect(placeholdersOf(kind)).toEqual(expect.arrayContaining([...requiredIn(kind)]))
    expect(placeholdersOf(kind)).toEqual(expect.arrayContaining([...placeholdersOfSubject(kind)]))
  })
})

import { describe, expect, it } from 'vitest'
import { characterProblem, characterWarnings } from './arrival-text-rules.ts'

const code = (...points: number[]) => String.fromCodePoint(...points)

describe('the characters of a name', () => {
  it.each([
    '桒原　昴',
    '𠮷野　葛󠄀子',
    '神田　隆',
    'José  Ñandú',
    'SHRESTHA RAM BAHADUR',
    'マリー・ローズ',
    "O'BRIEN-SMITH, JR.",
    '〓田　花子',
    '',
  ])('are fine in %s', (name) => expect(characterProblem(name)).toBeNull())

  it.each([
    ['a NUL', code(0), 'control-character'],
    ['a tab', '\t', 'control-character'],
    ['a line break', '\n', 'control-character'],
    ['a delete', code(0x7f), 'control-character'],
    ['a C1 control', code(0x85), 'control-character'],
    ['a right-to-left override', code(0x202e), 'direction-control'],
    ['an isolate', code(0x2066), 'direction-control'],
    ['an Arabic letter mark', code(0x061c), 'direction-control'],
    ['a character that was lost on the way', code(0xfffd), 'undecodable'],
    ['half of a character', code(0xd842), 'undecodable'],
    ['a noncharacter', code(0xfdd0), 'undecodable'],
    ['a noncharacter of a later plane', code(0x1fffe), 'undecodable'],
    ['a 外字', code(0xe000), 'gaiji'],
    ['a 外字 of plane 15', code(0xf0000), 'gaiji'],
  ])('are refused when one is %s', (_what, bad, reason) => {
    expect(characterProblem(`上尾${bad}太郎`)).toBe(reason)
  })

  it.each([
    ['〓田　花子', ['geta']],
    ['𠮷野　花子', ['rare-character']],
    ['辻󠄁　太郎', ['rare-character']],
    ['㐂田　太郎', ['rare-character']],
    [`上尾${code(0x200b)}太郎`, ['invisible-character']],
    [`〓𠮷${code(0xad)}`, ['geta', 'rare-character', 'invisible-character']],
    ['髙橋　太郎', []],
  ])('of %s are worth a warning: %j', (name, warnings) => expect(characterWarnings(name)).toEqual(warnings))
})

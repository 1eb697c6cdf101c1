import type { z } from 'zod'
import type { Problem } from './problem.ts'

const KINDS: Record<string, string> = {
  string: '文字列（" " で囲んだ文字）',
  number: '数',
  int: '整数',
  boolean: 'true または false ',
  array: '一覧（[ ] で囲んだもの）',
  object: '項目の組（{ } で囲んだもの）',
}

const SIZES: Record<string, string> = { string: '文字', array: '個' }

const KEYS = /^[A-Za-z_][A-Za-z0-9_]*$/

/** `venues[2].code`: where in the file, as a JSON editor shows it. */
export const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`
    if (!KEYS.test(String(key))) return `${place}["${String(key)}"]`
    return place === '' ? String(key) : `${place}.${String(key)}`
  }, '')

/** What a schema found, in words for the operator who writes the file; a message written beside the schema is kept. */
export const sayIssue = (issue: z.core.$ZodRawIssue): string | undefined => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'この項目は必要です'
        : `${KINDS[issue.expected] ?? issue.expected}を書いてください`
    case 'invalid_value':
      return `${issue.values.map(String).join('、')} のどれかを書いてください`
    case 'too_small':
      return `${issue.minimum}${SIZES[issue.origin] ?? ''}以上にしてください`
    case 'too_big':
      return `${issue.maximum}${SIZES[issue.origin] ?? ''}以下にしてください`
    case 'unrecognized_keys':
      return `知らない項目「${issue.keys.join('、')}」があります。つづりを確かめてください`
    default:
      return undefined
  }
}

/** One line for each problem: 「tenants/ageo/tenant.json の venues[2].code：…」. */
export const sayProblems = (file: string, problems: readonly Problem[]): string[] =>
  problems.map(({ path, message }) =>
    path.length > 0 ? `${file} の ${placeOf(path)}：${message}` : `${file}：${message}`,
  )

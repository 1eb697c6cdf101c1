import { storageError } from './storage-error.ts'

/** Throws InvalidKey for anything but Storage's safe ASCII: a Japanese file name must be mapped to an ASCII key. */
export function checkKey(key: string): string {
  if (/^[\w/!\-.*'() &$@=;:+,?]+$/.test(key)) return key
  throw storageError('InvalidKey', `Invalid key: ${key}`)
}

/** Throws InvalidBucketName; as keys, without a slash, at most 100 characters, no space at either end. */
export function checkBucketName(name: string): string {
  if (name === name.trim() && name.length <= 100 && /^[\w!\-.*'() &$@=;:+,?]+$/.test(name)) return name
  throw storageError('InvalidBucketName')
}

/** Throws InvalidMimeType unless each is `type/subtype` or `type/*`. */
export function checkMimePatterns(patterns: string[]): string[] {
  const wrong = patterns.find(
    (pattern) => !/^[\w\-+.]+\/([\w\-+.]+|\*)(;\s*charset=[\w-]+)?$/.test(pattern) && pattern !== '*/*',
  )
  if (wrong !== undefined) throw storageError('InvalidMimeType', `mime type ${wrong} is not supported`)
  return patterns
}

/** Throws InvalidMimeType unless the list lets the type in. Parameters are part of the comparison. */
export function checkMimeType(type: string, allowed: string[] | null) {
  if (!allowed || allowed.length === 0) return
  const fits = (pattern: string) =>
    pattern === type || pattern === '*/*' || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1)))
  if (!allowed.some(fits)) throw storageError('InvalidMimeType', `mime type ${type} is not supported`)
}

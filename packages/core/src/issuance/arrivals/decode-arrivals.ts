export type Encoding = 'utf-8' | 'cp932' | 'utf-16le' | 'utf-16be'
export type DecodeRefusal = 'empty-file' | 'spreadsheet-file' | 'not-a-text-file'
export type Decoded = { encoding: Encoding; text: AsyncGenerator<string> }

const SAMPLE = 64 * 1024
const LONGEST_SAMPLE = 1024 * 1024
const DECODERS = {
  'utf-8': 'utf-8',
  cp932: 'shift_jis',
  'utf-16le': 'utf-16le',
  'utf-16be': 'utf-16be',
} as const

/**
 * A stream of bytes as text. A byte-order mark decides; then what the profile says; then the first bytes: NULs in
 * every other place are UTF-16, and of UTF-8 and CP932 the one with fewer undecodable characters is right.
 * Refuses what is no text at all. Holds at most 1 MiB.
 */
export async function decodeArrivals(
  stream: AsyncIterable<Uint8Array>,
  wanted: Encoding | 'auto',
): Promise<{ ok: true; value: Decoded } | { ok: false; reason: DecodeRefusal }> {
  const chunks = stream[Symbol.asyncIterator]()
  const sample = await sampleOf(chunks)
  const encoding = encodingOf(sample, wanted)
  if (encoding in DECODERS)
    return { ok: true, value: { encoding: encoding as Encoding, text: decoded(encoding as Encoding) } }

  await chunks.return?.()
  return { ok: false, reason: encoding as DecodeRefusal }

  async function* decoded(as: Encoding) {
    const decoder = new TextDecoder(DECODERS[as])
    try {
      yield decoder.decode(sample, { stream: true })
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
        yield decoder.decode(next.value, { stream: true })
      }
      yield decoder.decode()
    } finally {
      await chunks.return?.()
    }
  }
}

/** The first bytes, up to 64 KiB past the first that is not ASCII: only there do UTF-8 and CP932 differ. */
async function sampleOf(chunks: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  let wanted = LONGEST_SAMPLE
  while (length < wanted) {
    const next = await chunks.next()
    if (next.done) break
    const strange = wanted === LONGEST_SAMPLE ? next.value.findIndex((byte) => byte > 0x7f || byte === 0) : -1
    if (strange >= 0) wanted = Math.min(LONGEST_SAMPLE, length + strange + SAMPLE)
    parts.push(next.value)
    length += next.value.length
  }
  return Buffer.concat(parts)
}

function encodingOf(sample: Uint8Array, wanted: Encoding | 'auto'): Encoding | DecodeRefusal {
  if (sample.length === 0) return 'empty-file'
  const marked = byteOrderMark(sample)
  if (marked) return sample.length > (marked === 'utf-8' ? 3 : 2) ? marked : 'empty-file'
  // .xlsx is a ZIP file, .xls an OLE document: people pick them by mistake.
  if (startsWith(sample, 0x50, 0x4b, 0x03, 0x04) || startsWith(sample, 0xd0, 0xcf, 0x11, 0xe0))
    return 'spreadsheet-file'

  const wide = utf16Of(sample)
  if (wide) return wide
  if (sample.includes(0)) return 'not-a-text-file'
  if (wanted !== 'auto') return wanted

  const [utf8, cp932] = [undecodable(sample, 'utf-8'), undecodable(sample, 'cp932')]
  if (Math.min(utf8, cp932) > 8 + sample.length / 100) return 'not-a-text-file'
  return utf8 <= cp932 ? 'utf-8' : 'cp932'
}

function byteOrderMark(sample: Uint8Array): Encoding | null {
  if (startsWith(sample, 0xef, 0xbb, 0xbf)) return 'utf-8'
  if (startsWith(sample, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(sample, 0xfe, 0xff) ? 'utf-16be' : null
}

/** Digits, delimiters and line ends have a NUL beside them in UTF-16, always on the same side. */
function utf16Of(sample: Uint8Array): Encoding | null {
  let [even, odd] = [0, 0]
  for (const [at, byte] of sample.entries()) {
    if (byte === 0 && at % 2 === 0) even++
    if (byte === 0 && at % 2 === 1) odd++
  }
  const many = sample.length / 20
  if (odd > many && even * 50 < odd) return 'utf-16le'
  return even > many && odd * 50 < even ? 'utf-16be' : null
}

function undecodable(sample: Uint8Array, as: Encoding): number {
  // `stream` keeps back a character that the end of the sample cuts in two.
  const text = new TextDecoder(DECODERS[as]).decode(sample, { stream: true })
  return text.split('\uFFFD').length - 1
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

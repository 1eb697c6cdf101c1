/** One line of a file; `text` ends at 64 Ki characters when `tooLong`. The first line is 1. */
export type Line = { line: number; text: string; tooLong: boolean }

const LONGEST = 64 * 1024

/** Cuts text into lines at CRLF, LF or CR, whichever comes, holding one line at a time. */
export async function* physicalLines(pieces: AsyncIterable<string>): AsyncGenerator<Line> {
  let line = 0
  let rest = ''

  for await (const piece of pieces) {
    rest += piece
    const half = rest.endsWith('\r') ? '\r' : '' // perhaps half of a CRLF
    const texts = rest.slice(0, rest.length - half.length).split(/\r\n|\n|\r/)
    const last = texts.pop() ?? ''
    for (const text of texts) yield aLine(++line, text)
    // A character past the limit is kept: it is the sign that the line was longer.
    rest = last.slice(0, LONGEST + 1) + half
  }

  const texts = rest.split('\r')
  if (texts.at(-1) === '') texts.pop()
  for (const text of texts) yield aLine(++line, text)
}

const aLine = (line: number, text: string): Line => ({
  line,
  text: text.slice(0, LONGEST),
  tooLong: text.length > LONGEST,
})

import { Transform } from 'node:stream'

/**
 * Passes a page on without zero bytes. React 18 sends its buffer whole when a character of several bytes does not fit any
 * more, with zeros where that character was not written: the page would read 「メー□ル」, at random places.
 */
export const withoutZeros = () =>
  new Transform({
    transform(bytes: Buffer, _encoding, pass) {
      pass(null, bytes.includes(0) ? bytes.filter((byte) => byte !== 0) : bytes)
    },
  })

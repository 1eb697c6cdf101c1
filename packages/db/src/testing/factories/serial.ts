let last = 0

/** The next number of this test file, for what must be unique and readable at once. */
export const nextSerial = () => ++last

/** `prefix` followed by the next number, filled with zeros to `length` characters in all. */
export const serialText = (prefix: string, length: number) =>
  prefix + String(nextSerial()).padStart(length - prefix.length, '0')

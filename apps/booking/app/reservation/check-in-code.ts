import qrcode from 'qrcode'

/** The reservation number as a QR code, for the scanner at the counter: the number and nothing else. */
export const checkInCode = (number: string): { size: number; path: string } => {
  const { modules } = qrcode.create(number, { errorCorrectionLevel: 'M' })
  const { size, data } = modules
  const dark = Array.from(data.keys()).filter((at) => data[at])
  return { size, path: dark.map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`).join('') }
}

import { authError } from './auth-error.ts'

const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
}

/** Reads a Go duration ("24h", "1h30m", "300ms") into milliseconds, or `none` into null. Throws 400 otherwise. */
export function banDurationOf(text: string): number | null {
  if (text === 'none') return null
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)]
  const whole = parts.map(([part]) => part).join('')
  if (whole === '' || whole !== text.replace(/^\+/, '')) {
    throw authError(
      400,
      'validation_failed',
      `invalid format for ban duration: time: invalid duration "${text}"`,
    )
  }
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ''] ?? 0), 0)
}

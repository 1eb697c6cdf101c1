import type { Ground } from './open-ground.ts'

export const PROGRAMS = ['booking', 'staff', 'operator', 'api'] as const
export type Program = (typeof PROGRAMS)[number]
export type ProgramPorts = Record<Program, number>

/** How a program is called towards the person at the terminal. */
export const TITLES: Record<Program, string> = {
  booking: '予約ページ',
  staff: '職員ページ',
  operator: '運用者ページ',
  api: 'ジョブ・外部連携',
}

const LOGIN = {
  booking: 'web_booking',
  staff: 'web_staff',
  operator: 'web_operator',
  api: 'web_api',
} as const

/** What each program is given to run with, and no more: the residents' program holds nothing with which it could become staff. */
export function environmentOf(program: Program, ground: Ground, ports: ProgramPorts) {
  const { supabase, secrets, urlFor, smsAccounts } = ground
  const common = {
    DATABASE_URL: urlFor(LOGIN[program]),
    PORT: String(ports[program]),
    PUBLIC_SCHEME: 'http',
    SIGNING_KEY: `${secrets.signingKey}.${program}`,
  }
  const auth = { SUPABASE_URL: supabase.url, SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey }
  const own: Record<Program, Record<string, string>> = {
    booking: { INQUIRY_PEPPER: secrets.inquiryPepper, ...asStarted('PROOF_WORK', 'PROOF_WAIT_SECONDS') },
    staff: {
      ...auth,
      INQUIRY_PEPPER: secrets.inquiryPepper,
      SEAL_KEY: secrets.sealKey,
      PUBLIC_BOOKING_PORT: String(ports.booking),
    },
    operator: { ...auth, OPERATOR_HOST: 'operator.localhost' },
    api: {
      QUEUE_URL: urlFor('queue'),
      SMTP_URL: supabase.smtpUrl,
      MAIL_FROM: 'yoyaku@madoguchi.example',
      SMS_ACCOUNTS: JSON.stringify(smsAccounts),
      INQUIRY_PEPPER: secrets.inquiryPepper,
      SEAL_KEY: secrets.sealKey,
      PUBLIC_BOOKING_PORT: String(ports.booking),
    },
  }
  return { ...common, ...own[program] }
}

/** Settings that whoever starts the product may give; without them the program's own hold. */
const asStarted = (...names: string[]) =>
  Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))

/** The programs named on the command line, all four when none is. Throws a sentence on a name that is none. */
export function askedPrograms(names: string[]): readonly Program[] {
  const unknown = names.find((it) => !PROGRAMS.some((program) => program === it))
  if (unknown)
    throw new Error(`「${unknown}」というプログラムはありません。選べるのは ${PROGRAMS.join('・')} です。`)
  return names.length > 0 ? PROGRAMS.filter((it) => names.includes(it)) : PROGRAMS
}

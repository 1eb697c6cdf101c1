import { startError } from './start-error.ts'

/** The embedded Supabase is for a developer's machine and for tests; in production it throws a StartError. */
export function refuseProduction() {
  if (process.env.NODE_ENV !== 'production') return
  throw startError(
    'not-for-production',
    {
      ja: '組込みの Supabase は本番では使えません（NODE_ENV=production）。',
      en: 'The embedded Supabase does not run in production (NODE_ENV=production).',
    },
    {
      ja: 'SUPABASE_URL と鍵、DATABASE_URL に、実際の Supabase を指定してください。',
      en: 'Point SUPABASE_URL, its keys and DATABASE_URL at a real Supabase project.',
    },
  )
}

/** Throws a StartError unless the address can only be reached from this machine. */
export function refuseOpenHost(host: string) {
  if (['127.0.0.1', 'localhost', '::1'].includes(host)) return
  throw startError(
    'not-loopback',
    {
      ja: `組込みの Supabase は、このコンピューターの中からしか使えません（${host} では始められません）。`,
      en: `The embedded Supabase listens on this machine only; it does not start on ${host}.`,
    },
    {
      ja: 'アドレスの指定をやめるか、実際の Supabase を使ってください。',
      en: 'Leave the address out, or use a real Supabase project.',
    },
  )
}

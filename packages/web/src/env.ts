import { z } from 'zod'

/** What every page app reads from its environment. Read once at start; a missing value stops the program with its name. */
const Environment = z.object({
  DATABASE_URL: z.string().min(1),
  PORT: z.coerce.number().int().min(1).max(65_535),
  HOST: z.string().default('127.0.0.1'),
  /** How the public meets us. `http` only on localhost: cookies lose `Secure` and their `__Host-` name. */
  PUBLIC_SCHEME: z.enum(['https', 'http']).default('https'),
  /** Secret of the form tokens and of everything else that is only signed (≥ 32 characters). */
  SIGNING_KEY: z.string().min(32),
  /** Addresses of our own reverse proxies; only they are believed about `X-Real-IP`. */
  TRUSTED_PROXIES: z.string().default(''),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('production'),
})
export type Environment = z.infer<typeof Environment>

/** Reads the environment, plus what one program needs besides (`more`). Throws one sentence naming every missing value. */
export function readEnvironment<More extends z.ZodRawShape>(source: NodeJS.ProcessEnv, more: More) {
  const read = Environment.extend(more).safeParse(source)
  if (read.success) return read.data as Environment & z.infer<z.ZodObject<More>>
  const names = read.error.issues.map((issue) => issue.path.join('.')).join('、')
  throw new Error(`環境変数を確認してください：${names}`)
}

import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { LOGINS, type Login } from '@madoguchi/db/migrate'

export type ProductSecrets = {
  signingKey: string
  inquiryPepper: string
  sealKey: string
  demoPassword: string
  logins: Record<Login, string>
}

const text = (bytes: number) => randomBytes(bytes).toString('base64url')

const mint = (): ProductSecrets => ({
  signingKey: text(32),
  inquiryPepper: text(32),
  sealKey: randomBytes(32).toString('base64'),
  demoPassword: `demo-${text(9)}`,
  logins: Object.fromEntries(LOGINS.map((login) => [login, text(24)])) as Record<Login, string>,
})

/** The secrets of this machine's own product, made once and kept in `<folder>/product.json` (mode 0600). */
export async function productSecrets(folder: string): Promise<ProductSecrets> {
  const file = join(folder, 'product.json')
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  const fresh = mint()
  const known = kept ? (JSON.parse(kept) as ProductSecrets) : fresh
  // A later version may need one more than an earlier one has written down.
  const secrets = { ...fresh, ...known, logins: { ...fresh.logins, ...known.logins } }
  const written = `${JSON.stringify(secrets, null, 2)}\n`
  if (written === kept) return secrets

  await mkdir(folder, { recursive: true })
  // Written beside and renamed: an interrupted start must not leave half a file that the next one trusts.
  await writeFile(`${file}.new`, written, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secrets
}

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildPages } from '../../../scripts/product/build-pages.ts'
import { openProduct } from '../../../scripts/product/open-product.ts'
import { environmentOf, type Program } from '../../../scripts/product/program-environment.ts'

const ANY = {
  programs: { booking: 0, staff: 0, operator: 0, api: 0 },
  supabase: { http: 0, postgres: 0, mailbox: 0, smtp: 0 },
}

/**
 * The product as `npm start` runs it, for one journey: on free ports, in a folder that is gone afterwards, with the same
 * municipalities and fictional cards. Pages that changed since they were last built are built first.
 */
export async function startProduct({
  programs,
  cards = true,
}: {
  programs: readonly Program[]
  cards?: boolean
}) {
  await buildPages({ programs, say: () => {} })
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-journey-'))
  // Started by root, Postgres runs as another user, who has to get through to its data.
  await chmod(folder, 0o755)
  const forget = () => rm(folder, { recursive: true, force: true })
  try {
    const product = await openProduct({
      folder,
      ports: ANY,
      programs,
      cards,
      mode: 'production',
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
      say: () => {},
    })
    return {
      ...product,
      /** The address of a program at one of a municipality's host names. */
      at: (program: Program, host: string) => `http://${host}:${product.ports[program]}`,
      signingKeyOf: (program: Program) => environmentOf(program, product.ground, product.ports).SIGNING_KEY,
      stop: async () => {
        await product.stop()
        await forget()
      },
    }
  } catch (defect) {
    await forget()
    throw defect
  }
}
export type StartedProduct = Awaited<ReturnType<typeof startProduct>>

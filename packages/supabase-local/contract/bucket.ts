import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import { adminOf, type Target } from './target.ts'

/** A bucket of the test's own, emptied and removed when the test ends. */
export async function makeBucket(
  target: Target,
  limits: { fileSizeLimit?: number; allowedMimeTypes?: string[]; public?: boolean } = {},
) {
  const id = `contract-${randomUUID()}`
  const { storage } = adminOf(target)
  const { data, error } = await storage.createBucket(id, { public: false, ...limits })
  if (error || data.name !== id) throw error ?? new Error('the answer does not name the bucket')
  onTestFinished(async () => {
    await storage.emptyBucket(id)
    await storage.deleteBucket(id)
  })
  return { id, files: storage.from(id) }
}

/** Some bytes that are no text. */
export const pngBytes = (size = 256) => Buffer.from(Array.from({ length: size }, (_, index) => index % 256))

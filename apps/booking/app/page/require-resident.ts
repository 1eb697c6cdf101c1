import type { Resident } from '@madoguchi/core/identity'
import { redirect } from '@remix-run/node'
import { type Door, doorPath } from '../identify/identify.ts'
import type { Page } from './page.tsx'

/**
 * The resident of the session. Without one, throws the way to it: to a page that explains when a session is over, else
 * to `door`, where one says who one is. What was chosen stands in the address and is kept as `next`.
 */
export async function requireResident(page: Page, door: Door): Promise<Resident> {
  const resident = await page.resident()
  if (resident) return resident
  const over = new URLSearchParams({ door: door.slice(1), next: page.path })
  throw redirect(page.hadSession ? `/session-over?${over}` : doorPath(door, page.path), 303)
}

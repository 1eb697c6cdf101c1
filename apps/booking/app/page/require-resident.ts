import type { Resident } from '@madoguchi/core/identity'
import { redirect } from '@remix-run/node'
import type { Page } from './page.tsx'

/**
 * The resident of the session. Without one, throws the way to it: to a page that explains when a session is over, else
 * to `door`, where one says who one is. What was chosen stands in the address and is kept as `next`.
 */
export async function requireResident(page: Page, door: '/letter' | '/my'): Promise<Resident> {
  const resident = await page.resident()
  if (resident) return resident
  const next = `next=${encodeURIComponent(page.path)}`
  throw redirect(page.hadSession ? `/session-over?door=${door.slice(1)}&${next}` : `${door}?${next}`, 303)
}

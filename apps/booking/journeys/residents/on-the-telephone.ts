import type { Page } from 'playwright-core'

export async function typeBirth(page: Page, birthDate: string, era = 'western') {
  const [year = '', month = '', day = ''] = birthDate.split('-')
  await page.selectOption('[name=birth-era]', era)
  await page.fill('[name=birth-year]', year)
  await page.fill('[name=birth-month]', String(Number(month)))
  await page.fill('[name=birth-day]', String(Number(day)))
}

export const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()
export const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click()

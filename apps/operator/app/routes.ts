import { page, start } from '@madoguchi/web/page-routes'

/** Every page of the vendor's console. */
export default [
  start('routes/fleet.tsx'),
  page('national', 'routes/national/year.tsx'),
  page('national/holidays/:importId', 'routes/national/import.tsx'),
  page('national/stops/new', 'routes/national/new-stop.tsx'),
  page('national/stops/:stopId/withdraw', 'routes/national/withdraw-stop.tsx'),
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.ts'),
  page('*', 'routes/not-found.ts'),
]

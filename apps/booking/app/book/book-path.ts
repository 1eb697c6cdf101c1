/** A page on the way to booking: what is booked stands in the address, who books never does. */
export const bookPath = (
  page: '/book' | '/book/who' | '/book/check',
  procedure: string,
  slot: string | undefined,
) => `${page}?procedure=${procedure}${slot ? `&slot=${slot}` : ''}`

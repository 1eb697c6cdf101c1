import { expect } from 'vitest'
import { solved } from './solved.ts'
import { birth, type Visitor } from './visitor.ts'

/** What somebody without a letter types about themselves. */
export const person = { kana: 'しけん じろう', ...birth('1985-11-03') }

/** Opens a contact page; whoever has not said who comes says it on the way. */
export async function pastWho(
  visitor: Visitor,
  path: string,
  who: Record<string, string> = { comer: 'self' },
) {
  const page = await visitor.get(path)
  if (!page.location.startsWith('/book/who')) return page
  await visitor.get(page.location)
  const { location } = await visitor.send('/book/who', who)
  return visitor.get(location)
}

/** Opens the contact page of a free slot, past the page of who comes; `n` chooses among those of the day. */
export async function atTheContact(
  visitor: Visitor,
  procedure = 'P09',
  n = 0,
  venue = 'city-hall',
  who: Record<string, string> = { comer: 'self' },
) {
  const { html } = await visitor.get(`/availability?procedure=${procedure}&venue=${venue}`)
  const slot = [...html.matchAll(/slot=([0-9a-f-]{36})/g)][n]?.[1] ?? ''
  return { slot, page: await pastWho(visitor, `/book?procedure=${procedure}&slot=${slot}`, who) }
}

/** Goes on from there with what is typed, to the page that shows it all before it counts. */
export async function atTheCheck(
  visitor: Visitor,
  procedure = 'P09',
  n = 0,
  typed: Record<string, string> = procedure === 'P01' ? {} : person,
) {
  const { slot, page: contact } = await atTheContact(visitor, procedure, n)
  const { location } = await visitor.send('/book/check', { ...typed, ...(await solved(contact)) })
  expect(location).toBe(`/book/check?procedure=${procedure}&slot=${slot}`)
  return { slot, page: await visitor.get(location) }
}

/** Books the whole way; answers the id of the reservation. */
export async function booked(visitor: Visitor, n = 0) {
  await atTheCheck(visitor, 'P09', n)
  const answer = await visitor.send('/book')
  expect(answer.status).toBe(303)
  return answer.location.replace('/done/', '')
}

import { expect, it } from 'vitest'
import { mintId, type TicketId } from '../kernel.ts'
import { ticketOfToken, ticketToken } from './ticket-token.ts'

const id = mintId<TicketId>()
const token = ticketToken('pepper', 'ageo', id)

it('the address of a place in the queue opens that place, at that municipality only', () => {
  expect(token).toMatch(/^[\w-]{38}$/)
  expect(ticketOfToken('pepper', 'ageo', token)).toBe(id)
  expect(ticketOfToken('pepper', 'minase', token)).toBeNull()
  expect(ticketOfToken('other', 'ageo', token)).toBeNull()
})

it.each([
  '',
  'x',
  'A'.repeat(38),
  token.slice(0, 37),
  `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`,
])('one that was made up, %j, opens none', (made) => {
  expect(ticketOfToken('pepper', 'ageo', made)).toBeNull()
})

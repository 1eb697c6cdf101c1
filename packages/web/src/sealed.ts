import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A 256-bit session secret as the browser holds it, and as we store it. */
export function mintSecret() {
  const secret = randomBytes(32).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

/** What is stored of a session secret: enough to recognise it, nothing to use it with. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest()

/** A key by which an address is counted without being stored. Rotates with the signing key. */
export const addressHmac = (signingKey: string, address: string) =>
  createHmac('sha256', signingKey).update(`address|${prefixOf(address)}`).digest()

/** IPv6 machines roam inside their /64: count the network. */
const prefixOf = (address: string) => (address.includes(':') ? networkOf(address) : address)

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const front = head ? head.split(':') : []
  const back = address.includes('::') && tail ? tail.split(':') : []
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}

import { createHmac } from 'node:crypto'

/** A key by which an address is counted without being stored. Rotates with the signing key. */
export const addressHmac = (signingKey: string, address: string) =>
  createHmac('sha256', signingKey)
    .update(`address|${prefixOf(address)}`)
    .digest()

/** IPv6 machines roam inside their /64: count the network. */
const prefixOf = (written: string) => {
  // IPv4 inside IPv6 is that IPv4: taken as IPv6, every IPv4 address would be one and the same network.
  const address = written.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return address.includes(':') ? networkOf(address) : address
}

function networkOf(address: string): string {
  const [head = '', tail = ''] = address.toLowerCase().split('::')
  const front = head ? head.split(':') : []
  const back = address.includes('::') && tail ? tail.split(':') : []
  const groups = [...front, ...Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0'), ...back]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}

import { BlockList, isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

/** An IPv4 address inside IPv6 is the IPv4 address: one machine, one name. */
const fold = (address: string) => address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')

/** 4, 6, or 0 for no address. One with a zone (fe80::1%eth0) names a machine beside us and no network of a city. */
const familyOf = (address: string) => (address.includes('%') ? 0 : isIP(address))

/**
 * The address a request came from. The socket's peer, unless that is one of our own proxies: then what it says in
 * `X-Real-IP`, which nginx overwrites and never appends to (security.md §1.1). Null: refuse.
 */
export function clientAddressBehind(trustedProxies: string) {
  const trusted = new BlockList()
  for (const address of trustedProxies.split(',').map((it) => it.trim())) {
    const family = isIP(address)
    if (family) trusted.addAddress(address, family === 6 ? 'ipv6' : 'ipv4')
  }

  return (c: Context): string | null => {
    const peer = fold(getConnInfo(c).remote.address ?? '')
    const family = familyOf(peer)
    if (!family) return null
    if (!trusted.check(peer, family === 6 ? 'ipv6' : 'ipv4')) return peer
    const said = fold(c.req.header('x-real-ip')?.trim() ?? '')
    return familyOf(said) ? said : null
  }
}

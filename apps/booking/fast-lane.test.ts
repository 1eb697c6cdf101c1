import { createServer, get, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import type { LaneCalendar } from '@madoguchi/core/availability'
import type { TenantId } from '@madoguchi/core/kernel'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openFastLane } from './fast-lane.ts'

const tenantId = 'town' as TenantId
const aCalendar = () => ({ lane: 'certificate' }) as LaneCalendar
const URL = '/availability?procedure=P09'

const asks = (headers: Record<string, string>, url = URL) =>
  ({ method: 'GET', url, headers: { host: 'town.localhost', ...headers } }) as unknown as IncomingMessage

/** A lane in which one answer has been kept, and what it gives to whoever asks next ('app' when it goes the long way). */
async function laneWith(kept: Record<string, string>, text: string) {
  let now = aCalendar()
  const lane = openFastLane({ laneNow: () => now }, 'lang')
  lane.keep(asks(kept), {
    tenantId,
    calendar: now,
    text,
    headers: { 'content-security-policy': "default-src 'none'" },
  })
  const server = createServer((incoming, outgoing) => lane.answers(incoming, outgoing) || outgoing.end('app'))
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  return {
    renew: () => {
      now = aCalendar()
    },
    ask: (headers: Record<string, string>, path = URL) =>
      new Promise<{ text: string; policy: unknown }>((done, fail) => {
        const whole = { port, path, headers: { host: 'town.localhost', ...headers }, agent: false }
        get(whole, async (answer) => {
          done({ text: await textOf(answer), policy: answer.headers['content-security-policy'] })
        }).once('error', fail)
      }),
  }
}

describe('an answer in the fast lane', () => {
  it('goes to whoever asks for the very same, with its security headers', async () => {
    const lane = await laneWith({ 'accept-language': 'ja' }, '日本語')
    expect(await lane.ask({ 'accept-language': 'ja' })).toEqual({
      text: '日本語',
      policy: "default-src 'none'",
    })
  })

  it('goes to nobody once its calendar has been renewed', async () => {
    const lane = await laneWith({}, 'old')
    lane.renew()
    expect((await lane.ask({})).text).toBe('app')
  })

  it.each([
    ['another host', { host: 'city.localhost' }, URL],
    ['another address', {}, '/availability?procedure=P11'],
    ['another language by header', { 'accept-language': 'en' }, URL],
    ['another language by cookie', { cookie: 'lang=en' }, URL],
    ['a page that takes gzip', { 'accept-encoding': 'gzip' }, URL],
    ['a page that is not public', {}, '/my'],
  ])('does not go to %s', async (_, headers, url) => {
    const lane = await laneWith({}, 'kept')
    expect((await lane.ask(headers as Record<string, string>, url)).text).toBe('app')
  })

  it.each(['a=1;lang=en', 'lang=%65n', 'lang="en"', 'x=1; lang=en'])(
    'asked for with the cookie %s is kept for readers of English alone',
    async (cookie) => {
      const lane = await laneWith({ cookie, 'accept-language': 'ja' }, 'English')
      expect((await lane.ask({ 'accept-language': 'ja' })).text).toBe('app')
      expect((await lane.ask({ cookie: 'lang=en', 'accept-language': 'ja' })).text).toBe('English')
    },
  )

  it('is not taken over by a host and an address that read alike when put together', async () => {
    const lane = await laneWith({ 'accept-language': 'ja x' }, 'kept')
    expect((await lane.ask({ cookie: 'lang=ja', 'accept-language': 'x' })).text).toBe('app')
  })
})

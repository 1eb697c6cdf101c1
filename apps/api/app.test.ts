import { describe, expect, it } from 'vitest'
import { createApi } from './app.ts'

describe('the health of the jobs program', () => {
  it('is good while the database answers', async () => {
    const api = createApi({ ready: async () => {}, log: () => {} })
    const answer = await api.request('/healthz')
    expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
  })

  it('is bad when it does not, and says nothing about why', async () => {
    const logged: unknown[] = []
    const ready = () => Promise.reject(new RangeError('password of web_api is wrong'))
    const api = createApi({ ready, log: (event) => logged.push(event) })
    const answer = await api.request('/healthz')
    expect([answer.status, await answer.text()]).toEqual([
      500,
      '{"type":"about:blank","title":"Internal Server Error","status":500,"code":"unexpected","detail":"処理できませんでした。"}',
    ])
    expect(logged).toEqual([{ level: 'error', event: 'request', defect: 'RangeError' }])
  })

  it('is all there is to ask', async () => {
    const api = createApi({ ready: async () => {}, log: () => {} })
    for (const path of ['/', '/jobs', '/webhooks/stripe']) expect((await api.request(path)).status).toBe(404)
  })
})

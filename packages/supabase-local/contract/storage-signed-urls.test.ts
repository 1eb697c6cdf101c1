import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { makeBucket } from './bucket.ts'
import { adminOf, clientOf, underEachConfig } from './target.ts'

const PLAIN = { contentType: 'text/plain' }
const codeOf = async (url: string | URL) => ((await (await fetch(url)).json()) as { code: string }).code

underEachConfig('signed URLs', {}, (target) => {
  const signed = async () => {
    const { id, files } = await makeBucket(target())
    await files.upload('a b.txt', Buffer.from('hello'), PLAIN)
    await files.upload('other.txt', Buffer.from('not yours'), PLAIN)
    const url = (await files.createSignedUrl('a b.txt', 60)).data?.signedUrl ?? ''
    return { id, files, url }
  }

  it('51: whoever holds the URL reads the object, without any key', async () => {
    const { files, url } = await signed()
    const answer = await fetch(url)
    expect([answer.status, await answer.text()]).toEqual([200, 'hello'])
    const expires = new Date(answer.headers.get('expires') ?? 0).getTime()
    expect(Math.abs(expires - Date.now() - 60_000)).toBeLessThan(10_000)
    const named = (await files.createSignedUrl('a b.txt', 60, { download: 'b.txt' })).data?.signedUrl ?? ''
    const disposition = (await fetch(named)).headers.get('content-disposition')
    expect(disposition).toBe("attachment; filename=b.txt; filename*=UTF-8''b.txt")
  })

  it('51: a Japanese download name must be added to the URL by hand', async () => {
    // supabase-js encodes the name twice; the person would save a file called %E9%80%9A….
    const { files, url } = await signed()
    const encoded = encodeURIComponent('通知.txt')
    const twice = (await files.createSignedUrl('a b.txt', 60, { download: '通知.txt' })).data?.signedUrl ?? ''
    expect((await fetch(twice)).headers.get('content-disposition')).not.toContain(`''${encoded}`)
    const byHand = await fetch(`${url}&download=${encoded}`)
    expect(byHand.headers.get('content-disposition')).toBe(
      `attachment; filename=${encoded}; filename*=UTF-8''${encoded}`,
    )
  })

  it('51: it opens no other object, and an upload’s token reads nothing', async () => {
    const { files, url } = await signed()
    const other = new URL(url)
    other.pathname = other.pathname.replace(/[^/]+$/, 'other.txt')
    expect(await codeOf(other)).toBe('InvalidSignature')
    const garbled = new URL(url)
    garbled.searchParams.set('token', `${garbled.searchParams.get('token')}x`)
    expect(await codeOf(garbled)).toMatch(/InvalidJWT|InvalidSignature/)
    const missing = new URL(url)
    missing.searchParams.delete('token')
    expect(await codeOf(missing)).toBe('InvalidRequest')
    const upload = await files.createSignedUploadUrl('a b.txt', { upsert: true })
    const reading = new URL(url)
    reading.searchParams.set('token', upload.data?.token ?? '')
    expect(await codeOf(reading)).toBe('InvalidSignature')
  })

  it('51: a URL that has expired says so', async () => {
    const { files } = await signed()
    const url = (await files.createSignedUrl('a b.txt', 1)).data?.signedUrl ?? ''
    await sleep(2100)
    expect(await codeOf(url)).toBe('InvalidJWT')
  })

  it('51: an upload URL writes its one object', async () => {
    const { files } = await makeBucket(target())
    const { data } = await files.createSignedUploadUrl('new.txt')
    const sent = await files.uploadToSignedUrl('new.txt', data?.token ?? '', Buffer.from('sent'), PLAIN)
    expect(sent.error).toBeNull()
    expect(await (await files.download('new.txt')).data?.text()).toBe('sent')
    const elsewhere = await files.uploadToSignedUrl('x.txt', data?.token ?? '', Buffer.from('sent'), PLAIN)
    expect(elsewhere.error).toMatchObject({ code: 'InvalidSignature' })
  })

  it('51: only the service role hands out upload URLs', async () => {
    const { id } = await makeBucket(target())
    const { error } = await clientOf(target()).storage.from(id).createSignedUploadUrl('new.txt')
    expect(error).toMatchObject({ statusCode: '403', code: 'AccessDenied' })
  })

  it('52: what is not there is not signed', async () => {
    const { files } = await signed()
    expect((await files.createSignedUrl('none', 60)).error).toMatchObject({
      statusCode: '404',
      code: 'NoSuchKey',
    })
    const { data } = await files.createSignedUrls(['a b.txt', 'none'], 60)
    expect(data?.map(({ path, error }) => [path, error === null])).toEqual([
      ['a b.txt', true],
      ['none', false],
    ])
    expect((await fetch(data?.[0]?.signedUrl ?? '')).status).toBe(200)
    const never = await adminOf(target()).storage.from('no-such-bucket').createSignedUrl('x', 0)
    expect(never.error).toMatchObject({ code: 'InvalidRequest' })
  })
})

import { req } from '@madoguchi/config/req.ts'
import { expect, it } from 'vitest'
import { makeBucket, pngBytes } from './bucket.ts'
import { adminOf, ask, underEachConfig } from './target.ts'

const PLAIN = { contentType: 'text/plain' }

underEachConfig('objects', { storageSizeLimit: 100_000 }, (target) => {
  it(`46: an object is not overwritten by accident; with upsert it keeps its id ${req('1.B.15')} ${req('1.B.16')}`, async () => {
    const { id, files } = await makeBucket(target())
    const first = await files.upload('a/b.txt', Buffer.from('one'), PLAIN)
    expect(first.data).toMatchObject({ path: 'a/b.txt', fullPath: `${id}/a/b.txt`, id: expect.any(String) })
    const again = await files.upload('a/b.txt', Buffer.from('two'), PLAIN)
    expect(again.error).toMatchObject({ status: 400, statusCode: '409', code: 'KeyAlreadyExists' })
    expect(await (await files.download('a/b.txt')).data?.text()).toBe('one')
    const replaced = await files.upload('a/b.txt', Buffer.from('three'), { ...PLAIN, upsert: true })
    expect(replaced.data?.id).toBe(first.data?.id)
    expect(await (await files.download('a/b.txt')).data?.text()).toBe('three')
    const updated = await files.update('a/b.txt', Buffer.from('four'), PLAIN)
    expect(updated.data?.id).toBe(first.data?.id)
  })

  it('46: an unknown bucket takes nothing', async () => {
    const { error } = await adminOf(target())
      .storage.from('no-such-bucket')
      .upload('a.txt', Buffer.from('x'), PLAIN)
    expect(error).toMatchObject({ statusCode: '404', code: 'NoSuchBucket' })
  })

  it('47: size and type are checked for raw bodies and forms alike', async () => {
    const { files } = await makeBucket(target(), {
      fileSizeLimit: 10,
      allowedMimeTypes: ['image/png', 'text/*'],
    })
    const tooLarge = { statusCode: '413', code: 'EntityTooLarge' }
    const eleven = Buffer.from('12345678901')
    expect((await files.upload('raw', eleven, PLAIN)).error).toMatchObject(tooLarge)
    expect((await files.upload('form', new Blob([eleven], { type: 'text/plain' }))).error).toMatchObject(
      tooLarge,
    )
    expect((await files.upload('ten', eleven.subarray(1), PLAIN)).error).toBeNull()
    const wrongType = { statusCode: '415', code: 'InvalidMimeType' }
    const pdf = { contentType: 'application/pdf' }
    expect((await files.upload('raw', Buffer.from('x'), pdf)).error).toMatchObject(wrongType)
    expect((await files.upload('form', new Blob(['x'], { type: 'application/pdf' }))).error).toMatchObject(
      wrongType,
    )
    expect((await files.exists('raw')).data).toBe(false)
  })

  it('48: a key outside the safe characters is refused', async () => {
    const { files } = await makeBucket(target())
    for (const key of ['通知書.pdf', 'a%23b', 'a[b]', 'a%25b']) {
      const { error } = await files.upload(key, Buffer.from('x'), PLAIN)
      expect(error, key).toMatchObject({ statusCode: '400', code: 'InvalidKey' })
    }
    expect((await files.upload("A-z_0!.*'() &$@=;:+,", Buffer.from('x'), PLAIN)).error).toBeNull()
  })

  it('48: what a URL reads as its end is not part of the key', async () => {
    // Recorded, not wished for: supabase-js does not encode keys. Our code refuses such keys first.
    const { files } = await makeBucket(target())
    await files.upload('a#b', Buffer.from('x'), PLAIN)
    await files.upload('c?d', Buffer.from('x'), PLAIN)
    expect((await files.list()).data?.map(({ name }) => name)).toEqual(['a', 'c'])
  })

  it('48: a key with dots is settled by the client’s URL and stays in its bucket', async () => {
    // Recorded, not wished for: the URL parser folds "a/../b" before it is sent. Our code refuses such keys first.
    const { files } = await makeBucket(target())
    await files.upload('a/../b.txt', Buffer.from('x'), PLAIN)
    const names = (await files.list()).data?.map(({ name }) => name)
    expect(names).toEqual(['b.txt'])
    const encoded = await files.upload('a/%2e%2e/%2e%2e/c.txt', Buffer.from('x'), PLAIN)
    expect(encoded.error).not.toBeNull()
  })

  it('49: a download has the bytes, the type and an ETag, and pages become text', async () => {
    const { id, files } = await makeBucket(target())
    await files.upload('p.png', pngBytes(), { contentType: 'image/png' })
    const blob = (await files.download('p.png')).data
    expect(Buffer.from((await blob?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(pngBytes())
    expect(blob?.type).toBe('image/png')
    const path = `/storage/v1/object/${id}/p.png`
    const asked = { apikey: target().secretKey }
    const whole = await ask(target(), path, asked)
    expect(whole.headers.get('etag')).toMatch(/^"[0-9a-f]+"$/)
    const part = await ask(target(), path, { ...asked, headers: { range: 'bytes=2-4' } })
    expect([part.status, part.headers.get('content-range'), part.text.length]).toEqual([
      206,
      'bytes 2-4/256',
      3,
    ])
    const known = await ask(target(), path, {
      ...asked,
      headers: { 'if-none-match': whole.headers.get('etag') ?? '' },
    })
    expect([known.status, known.text]).toEqual([304, ''])
    await files.upload('page.html', Buffer.from('<script>1</script>'), { contentType: 'text/html' })
    expect((await files.download('page.html')).data?.type).toMatch(/^text\/plain/)
  })

  it('49: a missing object is a 400 that says 404', async () => {
    const { id, files } = await makeBucket(target())
    expect((await files.download('none')).error).toMatchObject({
      status: 400,
      statusCode: '404',
      code: 'NoSuchKey',
    })
    const head = await ask(target(), `/storage/v1/object/${id}/none`, {
      method: 'HEAD',
      apikey: target().secretKey,
    })
    expect([head.status, head.text]).toEqual([400, ''])
  })

  it('50: info, and whether something exists', async () => {
    const { files } = await makeBucket(target())
    const metadata = { name: '通知書.pdf', pages: 2 }
    await files.upload('n.pdf', Buffer.from('12345'), { contentType: 'application/pdf', metadata })
    const { data } = await files.info('n.pdf')
    expect(data).toMatchObject({ name: 'n.pdf', size: 5, contentType: 'application/pdf', metadata })
    await files.upload('form.pdf', new Blob(['123'], { type: 'application/pdf' }), { metadata })
    expect((await files.info('form.pdf')).data).toMatchObject({ size: 3, metadata })
    expect((await files.exists('n.pdf')).data).toBe(true)
    expect((await files.exists('none')).data).toBe(false)
    await expect(adminOf(target()).storage.from('no-such-bucket').exists('x')).rejects.toMatchObject({
      code: 'NoSuchBucket',
    })
  })

  it('53: a list shows one level, files and folders', async () => {
    const { files } = await makeBucket(target())
    for (const key of ['a/1', 'a/b/2', 'a/c', 'other/x']) await files.upload(key, Buffer.from('x'), PLAIN)
    const { data } = await files.list('a')
    expect(data?.map(({ name }) => name).sort()).toEqual(['1', 'b', 'c'])
    expect(data?.find(({ name }) => name === 'b')).toMatchObject({ id: null, metadata: null })
    expect(data?.find(({ name }) => name === '1')?.metadata).toMatchObject({
      size: 1,
      mimetype: 'text/plain',
    })
    const page = async (offset: number) =>
      (await files.list('a', { limit: 2, offset })).data?.map(({ name }) => name)
    expect([...((await page(0)) ?? []), ...((await page(2)) ?? [])].sort()).toEqual(['1', 'b', 'c'])
    expect((await files.list('a', { search: 'c' })).data?.map(({ name }) => name)).toEqual(['c'])
    expect((await adminOf(target()).storage.from('no-such-bucket').list()).data).toEqual([])
  })

  it('54: remove answers what it removed', async () => {
    const { files } = await makeBucket(target())
    await files.upload('hit', Buffer.from('x'), PLAIN)
    const url = (await files.createSignedUrl('hit', 60)).data?.signedUrl ?? ''
    const { data } = await files.remove(['hit', 'miss'])
    expect(data?.map(({ name }) => name)).toEqual(['hit'])
    expect((await files.remove(['hit'])).data).toEqual([])
    expect((await adminOf(target()).storage.from('no-such-bucket').remove(['x'])).data).toEqual([])
    const gone = await fetch(url)
    expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([400, 'NoSuchKey'])
  })

  it('55: a move keeps the object, a copy makes another', async () => {
    const { id, files } = await makeBucket(target())
    const one = await files.upload('one', Buffer.from('1'), PLAIN)
    await files.upload('two', Buffer.from('2'), PLAIN)
    expect((await files.move('one', 'two')).error).toMatchObject({ statusCode: '409' })
    const moved = await files.move('one', 'three')
    expect(moved.data).toEqual({ message: 'Successfully moved' })
    expect((await files.exists('one')).data).toBe(false)
    expect((await files.info('three')).data?.id).toBe(one.data?.id)
    const copied = await files.copy('three', 'four')
    expect(copied.data).toEqual({ path: `${id}/four` })
    expect((await files.info('four')).data?.id).not.toBe(one.data?.id)
    expect(await (await files.download('four')).data?.text()).toBe('1')
    expect((await files.copy('three', 'two')).error).toMatchObject({
      statusCode: '409',
      code: 'KeyAlreadyExists',
    })
    expect((await files.move('none', 'five')).error).toMatchObject({ code: 'NoSuchKey' })
    await files.remove(['three'])
    expect(await (await files.download('four')).data?.text()).toBe('1')
  })
})

import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { makeBucket, pngBytes } from './bucket.ts'
import { adminOf, ask, clientOf, makeUser, signIn, underEachConfig } from './target.ts'

underEachConfig('buckets', {}, (target) => {
  it('45: a bucket is made once, and an unknown one is not there', async () => {
    const { storage } = adminOf(target())
    const { id } = await makeBucket(target())
    const again = await storage.createBucket(id)
    expect(again.error).toMatchObject({ status: 400, statusCode: '409', code: 'BucketAlreadyExists' })
    const unknown = await storage.getBucket(randomUUID())
    expect(unknown.error).toMatchObject({ status: 400, statusCode: '404', code: 'NoSuchBucket' })
  })

  it('45: a bucket shows its limits, and they can be changed', async () => {
    const { storage } = adminOf(target())
    const { id } = await makeBucket(target(), { fileSizeLimit: 1000, allowedMimeTypes: ['image/png'] })
    const shown = await storage.getBucket(id)
    expect(shown.data).toMatchObject({
      id,
      name: id,
      public: false,
      file_size_limit: 1000,
      allowed_mime_types: ['image/png'],
    })
    const updated = await storage.updateBucket(id, { public: false, fileSizeLimit: 2000 })
    expect(updated.data).toEqual({ message: 'Successfully updated' })
    expect((await storage.getBucket(id)).data?.file_size_limit).toBe(2000)
    expect((await storage.listBuckets()).data?.map((bucket) => bucket.id)).toContain(id)
  })

  it('45: a bad name and a bad type are refused', async () => {
    const { storage } = adminOf(target())
    expect((await storage.createBucket('窓口')).error).toMatchObject({ code: 'InvalidBucketName' })
    const types = { public: false, allowedMimeTypes: ['png'] }
    expect((await storage.createBucket(randomUUID(), types)).error).toMatchObject({ code: 'InvalidMimeType' })
  })

  it('56: only an empty bucket can be deleted', async () => {
    const { storage } = adminOf(target())
    const { id, files } = await makeBucket(target())
    await files.upload('a.png', pngBytes(), { contentType: 'image/png' })
    expect((await storage.deleteBucket(id)).error).toMatchObject({
      statusCode: '409',
      code: 'ResourceNotEmpty',
    })
    await files.remove(['a.png'])
    expect((await storage.deleteBucket(id)).data).toEqual({ message: 'Successfully deleted' })
    expect((await storage.deleteBucket(id)).error).toMatchObject({ code: 'NoSuchBucket' })
  })

  it('57: a private bucket does not exist for strangers, and they may not write', async () => {
    const { id, files } = await makeBucket(target())
    await files.upload('a.txt', Buffer.from('secret'), { contentType: 'text/plain' })
    const read = await ask(target(), `/storage/v1/object/${id}/a.txt`)
    expect([read.status, read.json.code]).toEqual([400, 'NoSuchBucket'])
    const write = await ask(target(), `/storage/v1/object/${id}/b.txt`, { token: 'not.a.jwt', body: 'x' })
    expect(write.json).toMatchObject({ statusCode: '403', code: 'AccessDenied' })
    const nobody = await ask(target(), `/storage/v1/object/${id}/b.txt`, { apikey: null, body: 'x' })
    expect(nobody.json).toMatchObject({ statusCode: '400', code: 'InvalidRequest' })
    const { email } = await makeUser(target())
    const { client } = await signIn(target(), email)
    const asUser = await client.storage
      .from(id)
      .upload('b.txt', Buffer.from('x'), { contentType: 'text/plain' })
    expect(asUser.error).toMatchObject({ statusCode: '403', code: 'AccessDenied' })
    expect((await client.storage.from(id).download('a.txt')).error).toMatchObject({ code: 'NoSuchKey' })
    expect((await client.storage.from(id).list()).data).toEqual([])
    expect((await clientOf(target()).storage.from(id).remove(['a.txt'])).data).toEqual([])
    expect((await files.exists('a.txt')).data).toBe(true)
  })

  it('57: an opaque key sent straight as a bearer with another apikey is no token', async () => {
    const { id } = await makeBucket(target())
    const write = await ask(target(), `/storage/v1/object/${id}/b.txt`, {
      apikey: null,
      token: 'sb_secret_made_up',
      body: 'x',
    })
    expect(write.json).toMatchObject({ statusCode: '403', code: 'AccessDenied' })
  })
})

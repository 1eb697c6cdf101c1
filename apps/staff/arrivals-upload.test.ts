import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { type ImportId, mintId } from '@madoguchi/core/kernel'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Desk, type Office, openOffice, UPLOAD_LIMIT } from './testing/open-office.ts'

const fixtures = join(import.meta.dirname, '../../packages/core/src/issuance/arrivals/fixtures')
const fileA = readFileSync(join(fixtures, 'card-arrivals-a.csv'))

let office: Office
let desk: Desk
let token: string
beforeAll(async () => {
  office = await openOffice()
  desk = await office.desk('ageo', ['part_time'])
  token = await desk.token('/arrivals')
})
afterAll(() => office?.close())

type Part = [name: string, value: string | Uint8Array]
const partsOf = (file: Uint8Array | null, over: Record<string, string> = {}, importId = mintId()): Part[] => [
  ...Object.entries({ formToken: token, importId, profile: 'jlis-a', ...over }),
  ...(file ? ([['file', file]] as Part[]) : []),
]
const upload = (parts: Part[], headers: HeadersInit = {}) => desk.upload('/arrivals/upload', parts, headers)
const importsOf = async () => {
  const [row] = await office.owner<{ imports: number; rows: number }[]>`
    select (select count(*)::integer from app.arrival_imports) as imports,
      (select count(*)::integer from app.arrival_rows) as rows`
  return row
}
const leads = async (parts: Part[], headers: HeadersInit = {}) => {
  const { status, location } = await upload(parts, headers)
  return [status, decodeURIComponent(location)] as const
}

describe('a form that is not ours', () => {
  it.each<[string, () => Part[], HeadersInit]>([
    ['comes from elsewhere', () => partsOf(fileA), { origin: 'https://evil.example' }],
    ['has no token', () => partsOf(fileA, { formToken: '' }), {}],
    ['has another’s token', () => partsOf(fileA, { formToken: 'x'.repeat(43) }), {}],
    ['has its token behind its file', () => [...partsOf(fileA, { formToken: '' }), ['formToken', token]], {}],
    ['has no id of its own', () => partsOf(fileA, { importId: '../../etc/passwd' }), {}],
  ])('is turned away when it %s, and leaves nothing', async (_why, parts, headers) => {
    expect((await upload(parts(), headers)).status).toBe(403)
    expect(await importsOf()).toEqual({ imports: 0, rows: 0 })
  })

  it('is asked to be signed in first', async () => {
    const stranger = await office.desk('ageo')
    await office.owner`update app.staff_sessions set ended_at = now() where staff_id = ${stranger.staffId}`
    const answer = await stranger.upload('/arrivals/upload', partsOf(fileA))
    expect([answer.status, answer.location]).toEqual([303, '/sign-in'])
    expect(await importsOf()).toEqual({ imports: 0, rows: 0 })
  })

  it('is nobody’s whose part it is not', async () => {
    const auditor = await office.desk('ageo', ['auditor', 'call_centre', 'branch', 'contractor'])
    const own = await auditor.token('/')
    const answer = await auditor.upload('/arrivals/upload', partsOf(fileA, { formToken: own }))
    expect(answer.location).toBe('/arrivals?refused=not-your-part')
    expect((await auditor.get('/arrivals')).status).toBe(404)
    expect(await importsOf()).toEqual({ imports: 0, rows: 0 })
  })
})

describe('a form that is not filled in', () => {
  it.each<[string, () => Part[]]>([
    ['/arrivals?refused=no-profile', () => partsOf(fileA, { profile: '' })],
    ['/arrivals?refused=no-profile', () => partsOf(fileA, { profile: '../branch-b' })],
    ['/arrivals?refused=broken-form', () => partsOf(null)],
  ])('leads back with the reason: %s', async (address, parts) => {
    expect(await leads(parts())).toEqual([303, address])
  })

  it('without a file keeps the choice that was made', async () => {
    const boundary = 'x'.repeat(20)
    const fields = partsOf(null)
      .map(
        ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}`,
      )
      .join('\r\n')
    // What a browser sends of an empty file field.
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: application/octet-stream\r\n\r\n`
    const answer = await desk.ask('/arrivals/upload', {
      method: 'POST',
      body: `${fields}\r\n${file}\r\n--${boundary}--\r\n`,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        origin: 'http://staff.ageo.localhost',
      },
    })
    expect(answer.location).toBe('/arrivals?refused=no-file&profile=jlis-a')
    const { text } = await desk.get(answer.location)
    expect(text).toContain('到着ファイルを選んでください。')
    expect(text).toMatch(/<option value="jlis-a" selected="">/)
  })
})

describe(`an arrival file ${req('1.E.1')}`, () => {
  it('that fits another kind than was chosen need not be sent again', async () => {
    const [status, address = ''] = await leads(partsOf(fileA, { profile: 'branch-b' }))
    expect([status, address]).toEqual([303, expect.stringMatching(/^\/arrivals\/[0-9a-f-]{36}$/)])
    const { text } = await desk.get(address)
    expect(text).toContain(
      '「支所配付一覧（見出し英字・西暦）」で必要な列と、ファイルの見出しが合いません：「carton」',
    )
    expect(text).toContain('見出しは「カード到着一覧（見出し日本語・和暦）」に合っています。')
    expect(text).toContain('合っている種類で読み直す')
    expect(text).not.toContain('/commit"')

    const agreed = await desk.post(`${address}/profile`, {}, address)
    expect([agreed.status, agreed.location]).toEqual([303, address])
    expect((await desk.get(address)).text).toMatch(/取り込める行<\/dt><dd>312件/)
    await desk.post(`${address}/discard`)
  })

  it('that fits no kind leads back with the columns it lacks, at its field, and only with words of ours', async () => {
    const other = Buffer.from('電話してください,番号\n1,2\n')
    const [status, address = ''] = await leads(partsOf(other, { profile: 'branch-b' }))
    expect([status, address]).toEqual([
      303,
      expect.stringMatching(/^\/arrivals\?refused=columns-missing&profile=branch-b&import=[0-9a-f-]{36}$/),
    ])
    const { text } = await desk.get(`${address}&column=${encodeURIComponent('電話してください')}`)
    const seen = text.replace(/<script[\s\S]*?<\/script>/g, '')
    expect(
      seen.match(/必要な列がありません：「carton」「application_no」「notice」ほか11列。/g),
    ).toHaveLength(1)
    expect(text).not.toContain('電話してください')
  })

  it('that is no text says so', async () => {
    const xlsx = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), Buffer.alloc(3000)])
    expect(await leads(partsOf(xlsx))).toEqual([303, '/arrivals?refused=spreadsheet-file&profile=jlis-a'])
  })

  it.each<[string, Buffer, Record<string, string>]>([
    ['is no text', Buffer.alloc(900_000, Buffer.from([0x89, 0x50, 0x00, 0x81, 0x0a])), {}],
    ['fits no kind', Buffer.alloc(900_000, 'あ,い\n1,2\n'), { profile: 'branch-b' }],
  ])('that %s and longer than one buffer is answered all the same', async (_why, bytes, over) => {
    const { status, location } = await upload(partsOf(bytes, over))
    expect([status, location]).toEqual([
      303,
      expect.stringMatching(/refused=(not-a-text-file|columns-missing)&/),
    ])
  })

  it('that never ends is not drained for ever', async () => {
    const form = new FormData()
    for (const [name, value] of partsOf(null)) form.append(name, value as string)
    form.append('file', new Blob([Buffer.alloc(3000, 0xff)]), 'a.csv')
    const whole = new Response(form)
    const type = whole.headers.get('content-type') ?? ''
    const start = new Uint8Array(await whole.arrayBuffer()).subarray(0, -80)
    let sent = 0
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(start),
      pull(stream) {
        sent += 64 * 1024
        stream.enqueue(new Uint8Array(64 * 1024))
      },
    })
    const headers = { 'content-type': type, origin: 'http://staff.ageo.localhost' }
    const answer = await desk.ask('/arrivals/upload', { method: 'POST', body, duplex: 'half', headers })
    expect(answer.location).toBe('/arrivals?refused=too-large&profile=jlis-a')
    expect(sent).toBeLessThan(UPLOAD_LIMIT * 5)
  })

  it('that is too large is refused, and nothing of it stays', async () => {
    const head = fileA.subarray(0, fileA.indexOf('\n') + 1)
    const line = fileA.subarray(head.length, fileA.indexOf('\n', head.length) + 1)
    const tail = Buffer.alloc(UPLOAD_LIMIT, line)
    expect(await leads(partsOf(Buffer.concat([head, tail])))).toEqual([
      303,
      '/arrivals?refused=too-large&profile=jlis-a',
    ])
    const [last] = await office.owner`
      select state, failure from app.arrival_imports order by created_at desc, id desc limit 1`
    expect(last).toEqual({ state: 'failed', failure: 'interrupted' })
    expect((await importsOf())?.rows).toBe(0)
  })

  it('that breaks off leaves no row', async () => {
    const form = new FormData()
    for (const [name, value] of partsOf(null)) form.append(name, value as string)
    form.append('file', new Blob([fileA]), 'a.csv')
    const whole = new Response(form)
    const bytes = new Uint8Array(await whole.clone().arrayBuffer())
    const broken = new ReadableStream({
      start(stream) {
        stream.enqueue(bytes.subarray(0, 30_000))
        setTimeout(() => stream.error(new Error('the cable was pulled')), 300)
      },
    })
    const answer = await desk.ask('/arrivals/upload', {
      method: 'POST',
      body: broken,
      duplex: 'half',
      headers: {
        'content-type': whole.headers.get('content-type') ?? '',
        origin: 'http://staff.ageo.localhost',
      },
    })
    expect(answer.location).toBe('/arrivals?refused=interrupted&profile=jlis-a')
    expect((await importsOf())?.rows).toBe(0)
  })

  it(`is read, and answered with the page of its dry run ${req('1.E.5')} ${req('1.E.11')}`, async () => {
    const importId = mintId<ImportId>()
    const answer = await upload(partsOf(fileA, {}, importId))
    expect([answer.status, answer.location]).toEqual([303, `/arrivals/${importId}`])

    const { text } = await desk.get(answer.location)
    expect(text).toMatch(/取り込める行<\/dt><dd>312件/)
    expect(text).toMatch(/誤りのある行<\/dt><dd>8件/)
    expect(text).toContain('到着一覧.csv')
    const lines = [...text.matchAll(/rows\/(\d+)"/g)].map(([, line]) => Number(line))
    expect(lines).toEqual([19, 44, 62, 90, 122, 152, 202, 235])
  })

  it('sent twice by the same form is read once', async () => {
    const before = await importsOf()
    const importId = mintId<ImportId>()
    const answers = await Promise.all([1, 2].map(() => upload(partsOf(fileA, {}, importId))))
    for (const answer of answers) expect(answer.location).toBe(`/arrivals/${importId}`)
    expect((await importsOf())?.imports).toBe((before?.imports ?? 0) + 1)
  })

  it('writes no personal data into the log', () => {
    expect(office.log.filter((event) => event.level === 'error')).toEqual([
      expect.not.objectContaining({ message: expect.anything() }),
    ])
    expect(JSON.stringify(office.log)).not.toMatch(/上尾市|到着一覧/)
  })
})

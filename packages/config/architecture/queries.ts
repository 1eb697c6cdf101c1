import ts from 'typescript'
import { isCode, isTest, nodesOf, placeOf, type Rule, type Source } from './source.ts'

const HOLDS_QUERIES = /^(apps|packages\/(core|db|web))\//
// The list of tenants itself has no tenant_id; a query of it alone says its reason.
// After `from`, a name with a parenthesis is a function; after `into`, it is a table and its columns.
const TABLE =
  /\b(?:(?:into|update)\s+(?:only\s+)?app\.(?!tenants\b)[a-z_]+|(?:from|join|using)\s+(?:only\s+)?app\.(?!tenants\b)[a-z_]+(?![a-z_]*\s*\())/g

// What may follow a table that was given no other name.
const ALIASED =
  /\b(?:update|from|join|using)\s+(?:only\s+)?app\.(?!tenants\b)[a-z_]+(?![a-z_]*\s*\()\s+(?:as\s+)?(?!(?:as|cross|for|group|having|inner|join|left|limit|on|order|returning|set|union|using|where)\b)([a-z_]+)/g

const product = (sources: Source[]) =>
  sources.filter((source) => isCode(source) && !isTest(source) && HOLDS_QUERIES.test(source.path))

/**
 * Every query names its tenant, once for each table it touches: the planner, `for update` and a distributed Postgres
 * need it, and it is a third lock. A function is handed the tenant. `-- tenant: <reason>` inside the SQL excuses a query.
 */
export const queriesNameTheirTenant: Rule = (sources) =>
  product(sources).flatMap((source) =>
    queriesIn(source).flatMap(({ text, node }) => {
      if (/--\s*tenant:\s*\S/.test(text)) return []
      const sql = text.replace(/--.*$/gm, '').toLowerCase()
      if (!/\bapp\.\w/.test(sql) || isHandedTheTenant(sql)) return []
      const tables = sql.match(TABLE)?.length ?? 0
      const named = sql.match(/\btenant_id\b/g)?.length ?? 0
      const place = placeOf(source, node)
      if (named < Math.max(1, tables))
        return `${place} names its tenant ${named} times and touches ${tables} tables: say tenant_id for each, or \`-- tenant: <reason>\``
      return [...sql.matchAll(ALIASED)]
        .filter(([, alias]) => !new RegExp(`\\b${alias}(\\.|\\s+using\\s*\\(\\s*)tenant_id\\b`).test(sql))
        .map(([, alias]) => `${place} does not name the tenant of ${alias}: say ${alias}.tenant_id`)
    }),
  )

const isHandedTheTenant = (sql: string) =>
  !sql.match(TABLE) && /\bapp\.\w+\s*\([^;]*\$\{[^}]*tenant/i.test(sql)

/** The text of every tagged template, with its expressions as written: `${tenantId}`. */
function queriesIn(source: Source) {
  return [...nodesOf(source)]
    .filter(ts.isTaggedTemplateExpression)
    .map((node) => ({ node, text: node.template.getText().slice(1, -1) }))
}

/** In core, web and the apps, SQL that touches a table lives in `*.sql.ts`, where it is looked for. */
export const sqlHasItsOwnFiles: Rule = (sources) =>
  product(sources)
    .filter(({ path }) => !path.startsWith('packages/db/') && !path.endsWith('.sql.ts'))
    .flatMap((source) =>
      queriesIn(source)
        .filter(({ text }) => text.toLowerCase().match(TABLE))
        .map(({ node }) => `${placeOf(source, node)} holds SQL: it belongs in a *.sql.ts`),
    )

const MAY_SEND_TEXT = /^packages\/(db|supabase-local)\//

/** Text that was put together is never sent as SQL. */
export const nobodySendsTextAsSql: Rule = (sources) =>
  sources
    .filter((source) => isCode(source) && !MAY_SEND_TEXT.test(source.path))
    .flatMap((source) =>
      [...nodesOf(source)]
        .filter(ts.isPropertyAccessExpression)
        .filter((node) => node.name.text === 'unsafe')
        // A test may plant a trigger with its superuser: a tagged query takes one statement only.
        .filter((node) => !(isTest(source) && /\bowner$/.test(node.expression.getText())))
        .map((node) => `${placeOf(source, node)} uses ${node.getText()}`),
    )

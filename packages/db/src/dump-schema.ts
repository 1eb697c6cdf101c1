import { connect } from './database.ts'

type Line = { section: string; about: string; line: string }

/**
 * Schema app as SQL text, read from the catalogue of `url`'s database (a superuser or the migration login): tables with
 * columns and constraints, indexes, triggers, policies, grants and functions, always in the same order. It is for
 * reading in a review, where a grant or a policy that slipped in shows as a line; databases are made by the migrations.
 */
export async function dumpSchema(url: string): Promise<string> {
  const sql = connect(url, { max: 1 })
  try {
    await sql`set search_path = ''`
    const tables = await sql<{ name: string; body: string; options: string }[]>`
      select c.oid::regclass::text as name, coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') as options,
        (select string_agg(part, E',\n  ' order by place, part) from (
          select a.attnum as place, format('%I %s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
              case when a.attnotnull then ' not null' else '' end,
              coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as part
          from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
          where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          union all
          select 10000 + array_position(array['p', 'u', 'f', 'c', 'x'], k.contype::text),
            format('constraint %I %s', k.conname, pg_get_constraintdef(k.oid))
          from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')) parts) as body
      from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')`
    // Sorted here and not there: a database's collation is its own.
    const lines = [...(await linesAboutTables(sql))].sort(bySectionAndText)
    const about = (name: string) => lines.filter((line) => line.about === name).map((line) => line.line)
    const blocks = [...tables]
      .sort(byName)
      .map(({ name, body, options }) =>
        [`create table ${name} (\n  ${body}\n)${options};`, ...about(name)].join('\n'),
      )
    return `${[HEADER, about('app').join('\n'), ...blocks, ...(await functionsIn(sql))].join('\n\n')}\n`
  } finally {
    await sql.end()
  }
}

const HEADER = `-- Schema app as the migrations leave it, read from the catalogue. Not applied anywhere: it is here to be reviewed.
-- Written by \`npm run schema:dump\`; packages/db/src/wall/schema-dump.test.ts says when it is out of date.`

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)

const bySectionAndText = (a: Line, b: Line) => (`${a.section} ${a.line}` < `${b.section} ${b.line}` ? -1 : 1)

/** What stands below a table, in this order: row security, indexes, triggers, policies, grants. */
const linesAboutTables = (sql: ReturnType<typeof connect>) => sql<Line[]>`
  with tables as (select oid::regclass::text as name, oid, relowner, relacl, relrowsecurity, relforcerowsecurity
                  from pg_class where relnamespace = 'app'::regnamespace and relkind in ('r', 'p'))
  select '0 schema' as section, 'app' as about,
    format('grant %s on schema app to %s;', lower(string_agg(a.privilege_type, ', ' order by a.privilege_type)),
      a.grantee::regrole) as line
  from pg_namespace n, aclexplode(n.nspacl) a where n.nspname = 'app' and a.grantee <> n.nspowner group by a.grantee
  union all
  select '1 row security', name, format('alter table %s owner to %s; -- row security %s, %s', name, relowner::regrole,
    case when relrowsecurity then 'on' else 'OFF' end, case when relforcerowsecurity then 'forced' else 'NOT FORCED' end)
  from tables
  union all
  select '2 index', t.name, pg_get_indexdef(i.indexrelid) || ';' from pg_index i join tables t on t.oid = i.indrelid
  where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  union all
  select '3 trigger', t.name, pg_get_triggerdef(g.oid) || ';' from pg_trigger g join tables t on t.oid = g.tgrelid
  where not g.tgisinternal
  union all
  select '4 policy ' || p.polpermissive, t.name, concat_ws(' ', format('create policy %I on %s as %s for %s to %s', p.polname, t.name,
    case when p.polpermissive then 'permissive' else 'restrictive' end,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete' else 'all' end,
    (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
     from unnest(p.polroles) u(role) left join pg_roles r on r.oid = u.role)),
    'using (' || pg_get_expr(p.polqual, p.polrelid) || ')', 'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') || ';'
  from pg_policy p join tables t on t.oid = p.polrelid
  union all
  select '5 grant', t.name, format('grant %s on %s to %s;',
    lower(string_agg(a.privilege_type, ', ' order by a.privilege_type)), t.name, coalesce(r.rolname, 'public'))
  from tables t, aclexplode(t.relacl) a left join pg_roles r on r.oid = a.grantee
  where a.grantee <> t.relowner group by t.name, r.rolname
  union all
  select '6 column grant', t.name, format('grant %s (%s) on %s to %s;', lower(a.privilege_type),
    string_agg(quote_ident(c.attname), ', ' order by c.attnum), t.name, coalesce(r.rolname, 'public'))
  from tables t join pg_attribute c on c.attrelid = t.oid, aclexplode(c.attacl) a left join pg_roles r on r.oid = a.grantee
  where not c.attisdropped group by t.name, r.rolname, a.privilege_type`

async function functionsIn(sql: ReturnType<typeof connect>) {
  const functions = await sql<{ definition: string; callers: string | null; name: string }[]>`
    select p.oid::regprocedure::text as name, pg_get_functiondef(p.oid) as definition,
      (select string_agg(coalesce(r.rolname, 'public'), ', ' order by r.rolname)
       from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a left join pg_roles r on r.oid = a.grantee
       where a.grantee <> p.proowner) as callers
    from pg_proc p where p.pronamespace = 'app'::regnamespace`
  return [...functions]
    .sort(byName)
    .map(
      ({ name, definition, callers }) =>
        `${definition.trimEnd()};\n${callers ? `grant execute on function ${name} to ${callers};` : '-- Nobody is granted this one: other functions and the migrations call it.'}`,
    )
}

import type { Owner } from '../testing/index.ts'
import { GLOBAL_TABLES, PROGRAM_ROLES, type ProgramRole } from './roles.ts'

type Grants = { select: string[]; insert: string[]; update: string[]; delete: string[] }

/** What the catalogue says of one table. Columns are in snake case. */
export type TableShape = {
  name: string
  /** True for the few tables that stand outside every municipality. */
  global: boolean
  key: string[]
  columns: string[]
  /** Columns that a careless update could break a key with. */
  keyed: string[]
  foreignKeys: { name: string; column: string; target: string }[]
  /** Which columns each role may select, insert and update; all of them for delete. Empty: not granted. */
  grants: Record<ProgramRole, Grants>
}

/** Reads every table of schema app. */
export async function readTableShapes(owner: Owner): Promise<TableShape[]> {
  const tables = await owner<Omit<TableShape, 'grants'>[]>`
    select c.relname as name,
      c.relname = any (${GLOBAL_TABLES}) as global,
      (select array_agg(a.attname::text order by array_position(i.indkey::int2[], a.attnum))
       from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey)
       where i.indrelid = c.oid and i.indisprimary) as key,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select array_agg(distinct a.attname::text) from pg_attribute a
        where a.attrelid = c.oid and (
          exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey))
          or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and a.attnum = any (k.conkey)))),
        '{}') as keyed,
      coalesce((select jsonb_agg(jsonb_build_object('name', k.conname, 'column', a.attname, 'target', r.relname)
          order by k.conname)
        from pg_constraint k join pg_class r on r.oid = k.confrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[2]
        where k.conrelid = c.oid and k.contype = 'f'), '[]') as foreign_keys
    from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by 1`
  const granted = await owner<{ name: string; role: ProgramRole; verb: keyof Grants; column: string }[]>`
    select c.relname as name, r.role, v.verb, a.attname as column
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped,
      unnest(${PROGRAM_ROLES as string[]}::text[]) r(role), unnest(array['select', 'insert', 'update', 'delete']) v(verb)
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
      and case v.verb when 'delete' then has_table_privilege(r.role, c.oid, 'delete')
                      else has_column_privilege(r.role, c.oid, a.attnum, v.verb) end
    order by c.relname, a.attnum`
  return tables.map((table) => ({
    ...table,
    grants: Object.fromEntries(
      PROGRAM_ROLES.map((role) => {
        const of = (verb: keyof Grants) =>
          granted
            .filter((one) => one.name === table.name && one.role === role && one.verb === verb)
            .map((one) => one.column)
        return [
          role,
          { select: of('select'), insert: of('insert'), update: of('update'), delete: of('delete') },
        ]
      }),
    ) as TableShape['grants'],
  }))
}

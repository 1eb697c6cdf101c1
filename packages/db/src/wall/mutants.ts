import type { Owner } from '../testing/index.ts'
import { ROLES, type Role, VERBS, type Verb } from './roles.ts'

export type Policy = {
  table: string
  name: string
  permissive: boolean
  verb: Verb | 'all'
  roles: Role[]
  /** `using` and `with check` as Postgres prints them; null where the policy has none. */
  door: string | null
  guard: string | null
}

/** A policy made weaker in one way, the SQL that does it, and the SQL that undoes it. */
export type Mutant = {
  policy: Policy
  change: string
  /** The roles and verbs whose tries could notice it. */
  roles: Role[]
  verbs: Verb[]
  apply: string
  undo: string
}

/** Reads every policy of schema app. */
export const readPolicies = (owner: Owner) => owner<Policy[]>`
  select c.relname as "table", p.polname as name, p.polpermissive as permissive,
    case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' when 'd' then 'delete'
      else 'all' end as verb,
    array(select rolname::text from pg_roles where oid = any (p.polroles) order by 1) as roles,
    pg_get_expr(p.polqual, p.polrelid) as door, pg_get_expr(p.polwithcheck, p.polrelid) as guard
  from pg_policy p join pg_class c on c.oid = p.polrelid
  where c.relnamespace = 'app'::regnamespace order by 1, 2`

/** A policy as the statement that creates it. */
export const policySql = ({ table, name, permissive, verb, roles, door, guard }: Policy) =>
  [
    `create policy "${name}" on app."${table}" as ${permissive ? 'permissive' : 'restrictive'} for ${verb} to ${roles}`,
    door === null ? '' : `using (${door})`,
    guard === null ? '' : `with check (${guard})`,
  ].join(' ')

export const dropSql = ({ table, name }: Policy) => `drop policy "${name}" on app."${table}"`

/**
 * Every way in which `policy` is weakened: dropped (for a door that is: closed), each condition alone left out,
 * everything true, for one role more.
 */
export function mutantsOf(policy: Policy): Mutant[] {
  const { door, guard, roles } = policy
  const verbs = policy.verb === 'all' ? [...VERBS] : [policy.verb]
  const become = (change: string, other: Partial<Policy>, of: Role[] = roles): Mutant => ({
    ...{ policy, change, roles: of, verbs, undo: `${dropSql(policy)}; ${policySql(policy)}` },
    apply: `${dropSql(policy)}; ${policySql({ ...policy, ...other })}`,
  })
  return [
    { policy, change: 'dropped', roles, verbs, apply: dropSql(policy), undo: policySql(policy) },
    ...weakened(door).map((one) => become(`using ${one}`, { door: one })),
    ...weakened(guard).map((one) => become(`with check ${one}`, { guard: one })),
    ...ROLES.filter((role) => !roles.includes(role)).map((role) =>
      become(`also for ${role}`, { roles: [...roles, role] }, [role]),
    ),
  ]
}

/** An expression with each of its conditions left out, and without any. */
function weakened(expression: string | null): string[] {
  const conditions = conditionsOf(expression)
  if (conditions.length === 0) return []
  if (conditions.length === 1) return ['true']
  return ['true', ...conditions.map((one) => conditions.filter((other) => other !== one).join(' and '))]
}

/** The conditions that an expression joins with AND; none for `true`. Postgres brackets each of them. */
export function conditionsOf(expression: string | null): string[] {
  if (expression === null || expression === 'true') return []
  const inner = expression.slice(1, -1)
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let at = 0; at < inner.length; at++) {
    if (inner[at] === '(') depth++
    if (inner[at] === ')') depth--
    if (depth > 0 || !inner.startsWith(' AND ', at)) continue
    parts.push(inner.slice(start, at))
    start = at + ' AND '.length
  }
  return parts.length === 0 ? [expression] : [...parts, inner.slice(start)]
}

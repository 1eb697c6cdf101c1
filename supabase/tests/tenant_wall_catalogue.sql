-- What the catalogue must say about schema app. Every row returned is a failure: rule, object, detail.
-- Run as a superuser. Decision: docs/decisions/0002-tenant-wall.md. Each rule is shown to fire by
-- packages/db/src/wall/catalogue.test.ts, which plants a fault for it.
with s as (select oid, nspname from pg_namespace where nspname = 'app'),
logins(login, role) as (values ('web_booking'::name, 'resident'::name), ('web_staff', 'staff'), ('web_operator', 'operator'),
  ('web_api', 'machine')),
rt as (select oid, rolname from pg_roles where rolname in (select login from logins union select role from logins)),
-- Who must find nothing here at all. 0 is PUBLIC.
strangers(oid, name) as (select oid, rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role', 'queue')
  union all select 0, 'public'),
global_tables(rel) as (values ('app.tenants'::text), ('app.tenant_hosts'), ('app.operators'), ('app.operator_sessions'),
  ('app.operator_address_ranges'), ('app.holiday_imports'), ('app.national_holidays'), ('app.national_stops')),
-- Of those, the national calendar, which every program reads and operators alone write.
common_tables(rel) as (values ('app.national_holidays'::text), ('app.national_stops')),
tables as (select c.oid, s.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.relacl,
                  s.nspname || '.' || c.relname as fq, g.rel is not null as is_global
           from pg_class c join s on s.oid = c.relnamespace left join global_tables g on g.rel = s.nspname || '.' || c.relname
           where c.relkind in ('r', 'p')),
policies as (select t.fq, t.is_global, p.*, pg_get_expr(p.polqual, p.polrelid) as door,
                    pg_get_expr(p.polwithcheck, p.polrelid) as guard,
                    p.polroles = array[(select oid from pg_roles where rolname = 'operator')] as operators_own
             from pg_policy p join tables t on t.oid = p.polrelid),
functions as (select n.nspname || '.' || p.proname as fq, p.* from pg_proc p join pg_namespace n on n.oid = p.pronamespace
              where n.nspname = 'app'),
-- The tenant comes first and nothing stands beside it with OR: Postgres prints an expression fully bracketed.
wall(expression) as (values ('(tenant_id = app.tenant_id())'))

select 'R01 row security is off' as rule, fq as obj, '' as detail from tables where not relrowsecurity
union all select 'R02 row security is not forced', fq, '' from tables where not relforcerowsecurity
union all select 'R03 no policy', fq, '' from tables t where not exists (select from pg_policy p where p.polrelid = t.oid)
union all select 'R04 tenant_id is missing or nullable', fq, '' from tables t where not is_global
  and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attname = 'tenant_id' and a.attnotnull
                  and a.atttypid = 'uuid'::regtype and not a.attisdropped)
union all select 'R05 a policy does not name the tenant itself', fq, polname || ': ' || e
  from policies, wall, lateral unnest(array[door, guard]) e
  where polpermissive and not is_global and e is not null and e <> expression and not starts_with(e, '(' || expression || ' AND ')
union all select 'R06 a writing policy has no check', fq, polname from policies where polcmd in ('a', 'w', '*') and guard is null
union all select 'R07 a policy is for everybody', fq, polname from policies where 0 = any (polroles)
union all select 'R08 a policy has a sub-select', fq, polname from policies
  where concat_ws(' ', door, guard) ~* '\(\s*select\s' or concat_ws(' ', polqual, polwithcheck) like '%SUBLINK%'
union all select 'R09 a view asks with its owner''s rights', s.nspname || '.' || c.relname, '' from pg_class c join s on s.oid = c.relnamespace
  where c.relkind = 'v' and not coalesce(c.reloptions && array['security_invoker=true', 'security_invoker=on'], false)
union all select 'R10 a materialised view is readable', s.nspname || '.' || c.relname, rt.rolname
  from pg_class c join s on s.oid = c.relnamespace, rt where c.relkind = 'm' and has_table_privilege(rt.oid, c.oid, 'select')
union all select 'R11 a foreign table is readable', s.nspname || '.' || c.relname, rt.rolname
  from pg_class c join s on s.oid = c.relnamespace, rt where c.relkind = 'f' and has_table_privilege(rt.oid, c.oid, 'select')
union all select 'R12 a foreign key does not begin with the tenant', t.fq, con.conname
  from pg_constraint con join tables t on t.oid = con.conrelid join tables r on r.oid = con.confrelid
  where con.contype = 'f' and not r.is_global
    and not exists (select from pg_attribute k, pg_attribute f where k.attrelid = t.oid and k.attnum = con.conkey[1]
                    and f.attrelid = r.oid and f.attnum = con.confkey[1] and k.attname = 'tenant_id' and f.attname = 'tenant_id')
union all select 'R13 a unique key does not begin with the tenant', t.fq, i.indexrelid::regclass::text
  from pg_index i join tables t on t.oid = i.indrelid where i.indisunique and not t.is_global
    and not exists (select from pg_attribute a where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.attname = 'tenant_id')
union all select 'R14 a definer function has no fixed search path', fq, '' from functions
  where prosecdef and not exists (select from unnest(proconfig) c where c like 'search_path=%')
union all select 'R15 everybody may call a function', fq, '' from functions
  where proacl is null or exists (select from aclexplode(proacl) a where a.grantee = 0)
union all select 'R16 a program''s role is privileged', rolname, '' from pg_roles
  where rolname in (select rolname from rt union values ('app_owner'::name))
    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
union all select 'R17 a program''s role owns an object', c.oid::regclass::text, rt.rolname
  from pg_class c join s on s.oid = c.relnamespace join rt on rt.oid = c.relowner
union all select 'R18 a program is a member of more than its own role', m.rolname, g.rolname
  from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
  where m.rolname in (select rolname from rt union select name from strangers union values ('app_owner'::name))
    and not exists (select from logins l where l.login = m.rolname and l.role = g.rolname and not am.admin_option)
union all select 'R19 truncate, references or trigger is granted', t.fq, rt.rolname from tables t, rt
  where has_table_privilege(rt.oid, t.oid, 'truncate, references, trigger')
union all select 'R20 everybody has a right on a table', t.fq, a.privilege_type from tables t, aclexplode(t.relacl) a where a.grantee = 0
union all select 'R21 the owner passes row security', c.oid::regclass::text, o.rolname
  from pg_class c join s on s.oid = c.relnamespace join pg_roles o on o.oid = c.relowner where o.rolsuper or o.rolbypassrls
union all select 'R22 a definer function''s owner passes row security', f.fq, o.rolname
  from functions f join pg_roles o on o.oid = f.proowner where f.prosecdef and (o.rolsuper or o.rolbypassrls)
union all select 'R23 a number counts across municipalities', t.fq, a.attname
  from tables t join pg_attribute a on a.attrelid = t.oid left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
  where a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'
union all select 'R24 no index begins with the tenant', t.fq, '' from tables t where not is_global
  and not exists (select from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                  where i.indrelid = t.oid and a.attname = 'tenant_id')
union all select 'R25 a program may create in the schema', s.nspname, rt.rolname from s, rt where has_schema_privilege(rt.oid, s.oid, 'create')

union all select 'W01 the tenant wall is missing or has a gap', t.fq, '' from tables t, wall where not is_global
  and not exists (select from policies p where p.polrelid = t.oid and p.polname = 'tenant wall' and not p.polpermissive
    and p.polcmd = '*' and p.door = wall.expression and p.guard = wall.expression
    and p.polroles @> (select array_agg(oid) from pg_roles where rolname in (select role from logins union values ('app_owner'::name))))
union all select 'W02 a policy is not named as a sentence', fq, polname from policies where polname !~ '^[^ ]+( [^ ]+)+$'
union all select 'W03 insert or update is granted on all columns', t.fq, a.grantee::regrole || ' ' || a.privilege_type
  from tables t, aclexplode(t.relacl) a where a.grantee <> t.relowner and a.privilege_type in ('INSERT', 'UPDATE')
union all select 'W04 a stranger is a member of our role', m.rolname, g.rolname
  from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
  where g.rolname in (select rolname from rt union values ('app_owner'::name))
    -- The migration login makes the roles and may become them; it answers no request.
    and not (m.rolsuper or m.rolcreaterole) and m.rolname not in (select login from logins)
union all select 'W05 a stranger reaches the schema', s.nspname, strangers.name from s, strangers
  where case when strangers.oid = 0 then exists (select from pg_namespace n, aclexplode(n.nspacl) a where n.oid = s.oid and a.grantee = 0)
             else has_schema_privilege(strangers.oid, s.oid, 'usage, create') end
union all select 'W06 a stranger has a right on a table', t.fq, x.name || ' ' || a.privilege_type
  from tables t, aclexplode(t.relacl) a join strangers x on x.oid = a.grantee
union all select 'W07 a stranger has a right on a column', t.fq || '.' || c.attname, x.name || ' ' || a.privilege_type
  from tables t join pg_attribute c on c.attrelid = t.oid, aclexplode(c.attacl) a join strangers x on x.oid = a.grantee
union all select 'W08 a stranger may call a function', f.fq, x.name from functions f, aclexplode(f.proacl) a join strangers x on x.oid = a.grantee
union all select 'W09 app_owner does not own what is in its schema', o.what, o.owner::regrole::text from (
    select c.oid::regclass::text, c.relowner from pg_class c join s on s.oid = c.relnamespace
    union all select fq, proowner from functions) o(what, owner) where o.owner <> 'app_owner'::regrole
union all select 'W10 a role can log in, or a login carries its role before it has entered', rolname, '' from pg_roles r
  where rolname in (select rolname from rt union values ('app_owner'::name))
    and (rolinherit or rolcanlogin <> (rolname in (select login from logins)))
union all select 'W11 a membership is inherited', m.rolname, g.rolname
  from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles g on g.oid = am.roleid
  where m.rolname in (select login from logins) and am.inherit_option
union all select 'W12 a function sets an identity with set_config', fq, '' from functions where prosrc ~* 'set_config'
union all select 'W13 a global table points at a tenant''s table', t.fq, con.conname
  from pg_constraint con join tables t on t.oid = con.conrelid join tables r on r.oid = con.confrelid
  where con.contype = 'f' and t.is_global and not r.is_global
union all select 'W14 a login has a right of its own on a table', t.fq, l.login || ' ' || a.privilege_type
  from tables t, aclexplode(t.relacl) a join pg_roles r on r.oid = a.grantee join logins l on l.login = r.rolname
union all select 'W15 a program may grant its right on', t.fq, a.grantee::regrole::text
  from tables t, aclexplode(t.relacl) a where a.is_grantable and a.grantee <> t.relowner
union all select 'W16 a global table opens to others than operators and itself', fq, polname from policies
  where is_global and polpermissive and not operators_own and coalesce(door, guard) <> '(id = app.tenant_id())'
    and polroles <> array['app_owner'::regrole::oid]
    and not (polcmd = 'r' and exists (select from common_tables c where c.rel = fq))
union all select 'W17 a definer function does not name the tenant', fq, '' from functions
  where prosecdef and prosrc not like '%app.tenant_id()%' and fq <> 'app.tenant_directory' -- asked before anyone has entered
order by 1, 2, 3

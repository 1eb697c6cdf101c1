-- Foundation: the roles, the one way in, the wall, and the tables that every room leans on.
-- Decisions: docs/decisions/0001-four-programs.md, 0002-tenant-wall.md

-- Four programs log in; each may become its own role and no other. NOINHERIT: a login that has not entered can do nothing.
do $$
declare
  name text;
begin
  foreach name in array array['app_owner', 'resident', 'staff', 'operator', 'machine'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
  foreach name in array array['web_booking', 'web_staff', 'web_operator', 'web_api', 'queue'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I login noinherit', name);
    end if;
  end loop;
end $$;

grant resident to web_booking;
grant staff to web_staff;
grant operator to web_operator;
grant machine to web_api;
grant app_owner to current_user;

-- Time limits live on the logins: a request that hangs lets its neighbours go. Harmless on plain Postgres, needed on Citus (0002).
alter role web_booking set statement_timeout = '5s';
-- The residents' program only ever looks rows up by key. Without this, a plan made while a table was still empty reads the
-- whole table, and a connection keeps its plans: the first morning of a new city would grow slower with each booking.
alter role web_booking set enable_seqscan = off;
alter role web_staff set statement_timeout = '15s';
alter role web_operator set statement_timeout = '15s';
alter role web_api set statement_timeout = '60s';
alter role web_booking set idle_in_transaction_session_timeout = '10s';
alter role web_staff set idle_in_transaction_session_timeout = '30s';
alter role web_operator set idle_in_transaction_session_timeout = '30s';
alter role web_api set idle_in_transaction_session_timeout = '60s';

create schema app authorization app_owner;
-- The job queue keeps its own house (docs/decisions/0006-job-queue.md).
grant queue to current_user;
create schema graphile_worker authorization queue;
do $$ begin
  -- The queue's own migrations say `create schema if not exists`, which asks for this right even when it exists.
  execute format('grant create on database %I to queue', current_database());
end $$;

set role app_owner;

alter default privileges for role app_owner revoke execute on functions from public;
grant usage on schema app to resident, staff, operator, machine, web_booking, web_staff, web_operator, web_api;

create function app.tenant_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.tenant_id', true), '')::uuid $$;

create function app.subject_id() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.subject_id', true), '')::uuid $$;

-- The one way in. SET LOCAL, never set_config: it ends with the transaction and reaches a distributed Postgres' workers.
-- The role is set last, and only a role the login is a member of can be taken. A null tenant is a syntax error: fails closed.
create function app.enter(role_name text, tenant uuid, subject uuid default null, time_limit text default null)
returns void language plpgsql as $$
begin
  execute format('set local app.tenant_id = %L', tenant);
  execute format('set local app.subject_id = %L', coalesce(subject::text, ''));
  if time_limit is not null then
    execute format('set local statement_timeout = %L', time_limit);
  end if;
  execute format('set local role %I', role_name);
end $$;

create function app.uuid_v7() returns uuid language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- Turns row security on and forces it, and puts the second lock behind the doors.
create function app.raise_wall(target regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security, force row level security', target);
  execute format('create policy "tenant wall" on %s as restrictive for all
    to resident, staff, operator, machine, app_owner
    using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id())', target);
end $$;

grant execute on function app.tenant_id(), app.subject_id(), app.uuid_v7() to resident, staff, operator, machine;
grant execute on function app.enter(text, uuid, uuid, text)
  to resident, staff, operator, machine, web_booking, web_staff, web_operator, web_api;

-- Global: who the municipalities are, and at which exact host names they are met.
create table app.tenants (
  id         uuid        primary key default app.uuid_v7(),
  slug       text        not null unique,
  code       text        not null unique,
  state      text        not null default 'live',
  profile    jsonb       not null,
  created_at timestamptz not null default now(),
  constraint a_municipality_code_has_six_digits check (code ~ '^[0-9]{6}$'),
  constraint a_tenant_state_is_known check (state in ('preparing', 'live', 'read_only', 'handed_over'))
);
create table app.tenant_hosts (
  host      text primary key,
  tenant_id uuid not null references app.tenants (id) on delete restrict,
  program   text not null,
  constraint a_host_is_lower_case check (host = lower(host)),
  constraint a_host_belongs_to_a_program check (program in ('booking', 'staff', 'api'))
);
alter table app.tenants enable row level security, force row level security;
alter table app.tenant_hosts enable row level security, force row level security;
grant select on app.tenants to resident, staff, operator, machine;
grant select on app.tenant_hosts to operator;
create policy "a program sees the municipality it has entered" on app.tenants
  for select to resident, staff, machine using (id = app.tenant_id());
create policy "an operator sees every municipality" on app.tenants for select to operator using (true);
create policy "an operator sees every host name" on app.tenant_hosts for select to operator using (true);
create policy "the directory names every municipality" on app.tenants for select to app_owner using (true);
create policy "the directory names every host" on app.tenant_hosts for select to app_owner using (true);

-- What a program may know before it has entered: which municipality a host name means.
create function app.tenant_directory(for_program text)
returns table (host text, id uuid, slug text, code text, state text, profile jsonb)
language sql stable security definer set search_path = '' as $$
  select h.host, t.id, t.slug, t.code, t.state, t.profile
  from app.tenant_hosts h join app.tenants t on t.id = h.tenant_id
  where h.program = for_program
$$;
grant execute on function app.tenant_directory(text) to web_booking, web_staff, web_operator, web_api;

reset role;

-- Identity: municipal staff, the vendor's operators, and their sessions. Passwords are Supabase Auth's, never ours.
-- Room: identity. Rules: security.md §1.1, §5
set role app_owner;

create table app.staff_members (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  auth_user_id uuid        not null,
  login_id     text        not null,
  name         text        not null,
  roles        text[]      not null,
  active       boolean     not null default true,
  created_at   timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint a_login_belongs_to_one_member unique (tenant_id, auth_user_id),
  constraint a_login_id_is_used_once unique (tenant_id, login_id),
  constraint a_staff_role_is_known check (roles <@ array['manager', 'officer', 'part_time', 'contractor', 'call_centre', 'branch', 'auditor'])
);
grant select on app.staff_members to staff, machine;
select app.raise_wall('app.staff_members');
create policy "staff see their colleagues" on app.staff_members
  for select to staff, machine using (tenant_id = app.tenant_id());

create table app.staff_sessions (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  staff_id     uuid        not null,
  token_hash   bytea       not null,
  address      inet        not null,
  venue_id     uuid,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, staff_id) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  constraint a_session_secret_is_used_once unique (tenant_id, token_hash)
);
create index on app.staff_sessions (tenant_id, staff_id);
grant select on app.staff_sessions to staff;
grant insert (tenant_id, id, staff_id, token_hash, address, venue_id, created_at, last_seen_at),
      update (last_seen_at, ended_at, venue_id) on app.staff_sessions to staff;
select app.raise_wall('app.staff_sessions');
create policy "the staff gate finds a session" on app.staff_sessions
  for select to staff using (tenant_id = app.tenant_id());
create policy "the staff gate opens a session" on app.staff_sessions
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "the staff gate keeps and ends a session" on app.staff_sessions
  for update to staff using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

-- Global: the vendor's own people. No municipality's role can see them.
create table app.operators (
  id           uuid        primary key default app.uuid_v7(),
  auth_user_id uuid        not null unique,
  login_id     text        not null unique,
  name         text        not null,
  active       boolean     not null default true
);
create table app.operator_sessions (
  id           uuid        primary key default app.uuid_v7(),
  operator_id  uuid        not null references app.operators (id) on delete restrict,
  token_hash   bytea       not null unique,
  address      inet        not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at     timestamptz
);
create table app.operator_address_ranges (
  id    uuid primary key default app.uuid_v7(),
  range cidr not null unique,
  label text not null
);
create index on app.operator_sessions (operator_id);
grant select on app.operators, app.operator_sessions, app.operator_address_ranges to operator;
grant insert (id, operator_id, token_hash, address, created_at, last_seen_at), update (last_seen_at, ended_at)
  on app.operator_sessions to operator;
alter table app.operators enable row level security, force row level security;
alter table app.operator_sessions enable row level security, force row level security;
alter table app.operator_address_ranges enable row level security, force row level security;
create policy "operators see each other" on app.operators for select to operator using (true);
create policy "the operator gate finds a session" on app.operator_sessions for select to operator using (true);
create policy "the operator gate opens a session" on app.operator_sessions for insert to operator with check (true);
create policy "the operator gate keeps and ends a session" on app.operator_sessions
  for update to operator using (true) with check (true);
create policy "the operator gate reads the address list" on app.operator_address_ranges for select to operator using (true);

reset role;

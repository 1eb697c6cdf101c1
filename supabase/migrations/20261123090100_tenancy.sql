-- Tenancy: a municipality's rules, words and addresses, its numbers, and what must happen after commit.
-- Room: tenancy. Shapes: tenant.json (packages/core/src/tenancy/tenant-file.ts)
set role app_owner;

create table app.policies (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  version        integer     not null,
  effective_from timestamptz not null,
  document       jsonb       not null,
  digest         text        not null,
  primary key (tenant_id, id),
  constraint a_policy_version_is_written_once unique (tenant_id, version)
);
grant select on app.policies to resident, staff, operator, machine;
select app.raise_wall('app.policies');
create policy "everyone works under the municipality's rules" on app.policies
  for select to resident, staff, operator, machine using (tenant_id = app.tenant_id());

create table app.announcements (
  tenant_id   uuid        not null references app.tenants (id) on delete restrict,
  id          uuid        not null default app.uuid_v7(),
  code        text        not null,
  kind        text        not null default 'information',
  title       jsonb       not null,
  body        jsonb       not null,
  shown_from  timestamptz not null,
  shown_until timestamptz,
  primary key (tenant_id, id),
  constraint an_announcement_has_one_code unique (tenant_id, code),
  constraint an_announcement_kind_is_known check (kind in ('information', 'maintenance', 'emergency'))
);
grant select on app.announcements to resident, staff, machine;
select app.raise_wall('app.announcements');
create policy "everyone reads the announcements" on app.announcements
  for select to resident, staff, machine using (tenant_id = app.tenant_id());

create table app.address_ranges (
  tenant_id uuid not null references app.tenants (id) on delete restrict,
  id        uuid not null default app.uuid_v7(),
  range     cidr not null,
  label     text not null,
  primary key (tenant_id, id),
  constraint an_address_range_is_listed_once unique (tenant_id, range)
);
grant select on app.address_ranges to staff;
select app.raise_wall('app.address_ranges');
create policy "the staff gate reads the address list" on app.address_ranges
  for select to staff using (tenant_id = app.tenant_id());

-- Numbers that people read come from here. A program takes a block at a time, so that bookings never queue for this row.
create table app.counters (
  tenant_id uuid   not null references app.tenants (id) on delete restrict,
  name      text   not null,
  value     bigint not null default 0,
  primary key (tenant_id, name)
);
grant select on app.counters to resident, staff, machine;
grant insert (tenant_id, name, value), update (value) on app.counters to resident, staff, machine;
select app.raise_wall('app.counters');
create policy "programs read the counters" on app.counters
  for select to resident, staff, machine using (tenant_id = app.tenant_id());
create policy "programs begin a counter" on app.counters
  for insert to resident, staff, machine with check (tenant_id = app.tenant_id());
create policy "programs move a counter on" on app.counters
  for update to resident, staff, machine
  using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

-- The first number of a block of `how_many`; the block is the caller's alone.
create function app.take_numbers(counter_name text, how_many integer) returns bigint language sql volatile as $$
  insert into app.counters as c (tenant_id, name, value) values (app.tenant_id(), counter_name, how_many)
  on conflict (tenant_id, name) do update set value = c.value + excluded.value
    where c.tenant_id = app.tenant_id()
  returning value - how_many + 1
$$;
grant execute on function app.take_numbers(text, integer) to resident, staff, machine;

-- What must happen after commit, written in the same transaction. Ids only: no personal data in a payload.
create table app.outbox (
  tenant_id  uuid        not null, -- no foreign key: see app.reservations
  id         uuid        not null default app.uuid_v7(),
  topic      text        not null,
  payload    jsonb       not null,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
grant insert (tenant_id, topic, payload) on app.outbox to resident, staff, machine;
grant select, delete on app.outbox to machine;
grant update (topic) on app.outbox to machine; -- `for update skip locked` asks for the right to update
grant select (tenant_id, id, created_at) on app.outbox to operator;
select app.raise_wall('app.outbox');
create policy "a program leaves a message for after the commit" on app.outbox
  for insert to resident, staff, machine with check (tenant_id = app.tenant_id());
create policy "the relay reads the messages" on app.outbox
  for select to machine using (tenant_id = app.tenant_id());
create policy "the relay claims the messages" on app.outbox
  for update to machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "the relay clears what it has handed on" on app.outbox
  for delete to machine using (tenant_id = app.tenant_id());
create policy "an operator sees how long messages wait" on app.outbox
  for select to operator using (tenant_id = app.tenant_id());

reset role;

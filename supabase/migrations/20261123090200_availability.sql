-- Availability: venues, lanes (受付区分) and the slots (枠) of a municipality's calendar.
-- Room: availability. Shape: DATA.md "Capacity"
set role app_owner;

create table app.venues (
  tenant_id uuid    not null references app.tenants (id) on delete restrict,
  id        uuid    not null default app.uuid_v7(),
  code      text    not null,
  name      jsonb   not null,
  details   jsonb   not null,
  position  integer not null default 0,
  confirmed boolean not null default false, -- false: still to be confirmed by the municipality
  active    boolean not null default true,
  primary key (tenant_id, id),
  constraint a_venue_has_one_code unique (tenant_id, code)
);
create table app.lanes (
  tenant_id       uuid    not null references app.tenants (id) on delete restrict,
  id              uuid    not null default app.uuid_v7(),
  code            text    not null,
  name            jsonb   not null,
  procedure_codes text[]  not null,
  active          boolean not null default true,
  primary key (tenant_id, id),
  constraint a_lane_has_one_code unique (tenant_id, code)
);
grant select on app.venues, app.lanes to resident, staff, operator, machine;
select app.raise_wall('app.venues'), app.raise_wall('app.lanes');
create policy "everyone sees the venues" on app.venues
  for select to resident, staff, operator, machine using (tenant_id = app.tenant_id());
create policy "everyone sees the lanes" on app.lanes
  for select to resident, staff, operator, machine using (tenant_id = app.tenant_id());

create table app.slots (
  tenant_id       uuid        not null references app.tenants (id) on delete restrict,
  id              uuid        not null default app.uuid_v7(),
  venue_id        uuid        not null,
  lane_id         uuid        not null,
  starts_at       timestamptz not null,
  minutes         integer     not null,
  capacity        integer     not null,
  limit_web       integer     not null,
  limit_telephone integer     not null,
  limit_counter   integer     not null,
  taken_web       integer     not null default 0,
  taken_telephone integer     not null default 0,
  taken_counter   integer     not null default 0,
  state           text        not null default 'open',
  primary key (tenant_id, id),
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, lane_id) references app.lanes (tenant_id, id) on delete restrict,
  constraint a_venue_has_one_slot_per_lane_and_start unique (tenant_id, venue_id, lane_id, starts_at),
  constraint a_slot_is_never_overbooked check (taken_web + taken_telephone + taken_counter <= capacity),
  constraint the_web_stays_within_its_limit check (taken_web between 0 and limit_web),
  constraint the_telephone_stays_within_its_limit check (taken_telephone between 0 and limit_telephone),
  constraint the_counter_stays_within_its_limit check (taken_counter between 0 and limit_counter),
  constraint a_slot_has_a_length check (minutes between 1 and 480),
  constraint a_slot_state_is_known check (state in ('open', 'closing', 'withdrawn'))
) with (fillfactor = 70); -- room on the page, so that taking a place stays a heap-only update

grant select on app.slots to resident, staff, operator, machine;
grant update (taken_web, taken_telephone, taken_counter) on app.slots to resident; -- a cancellation frees what a telephone agent took
grant update (taken_web, taken_telephone, taken_counter) on app.slots to staff;
grant insert (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone, limit_counter),
      update (minutes, capacity, limit_web, limit_telephone, limit_counter, state, taken_web, taken_telephone, taken_counter)
  on app.slots to machine;
select app.raise_wall('app.slots');
create policy "everyone sees the slots" on app.slots
  for select to resident, staff, operator, machine using (tenant_id = app.tenant_id());
create policy "booking takes and frees places" on app.slots
  for update to resident, staff, machine
  using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "the generator opens slots" on app.slots
  for insert to machine with check (tenant_id = app.tenant_id());

reset role;

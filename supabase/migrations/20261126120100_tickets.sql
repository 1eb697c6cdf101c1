-- Tickets: the numbers by which people are called on a day (番号札・呼出). Room: queue.
-- A number and nothing of a person: it hangs on a wall for everybody to read. `label` stays what it was when a ticket moves to
-- another group; one counter per venue, letter and day gives the numbers out (app.counters).
set role app_owner;

create table app.tickets (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  request_id     uuid        not null, -- minted with the form: pressed twice, one number
  venue_id       uuid        not null,
  lane_id        uuid        not null,
  day            date        not null,
  label          text        not null,
  reservation_id uuid,
  source         text        not null,
  state          text        not null default 'waiting',
  turn_at        timestamptz not null, -- by which the next is found: the hour booked, or when the number was taken
  for_counter    text,
  counter        text,
  issued_at      timestamptz not null,
  called_at      timestamptz,
  serving_at     timestamptz,
  finished_at    timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, lane_id) references app.lanes (tenant_id, id) on delete restrict,
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  constraint a_ticket_is_taken_once unique (tenant_id, request_id),
  constraint a_number_is_given_once_a_day unique (tenant_id, venue_id, day, label),
  constraint a_ticket_comes_from_a_known_source check (source in ('staff', 'kiosk', 'machine')),
  constraint a_ticket_state_is_known check (state in ('waiting', 'called', 'serving', 'done', 'skipped', 'left')),
  constraint a_counter_has_a_short_name check (char_length(counter) between 1 and 8 and char_length(for_counter) between 1 and 8)
) with (fillfactor = 80);
create unique index a_reservation_has_one_live_ticket on app.tickets (tenant_id, reservation_id)
  where reservation_id is not null and state not in ('done', 'left');
create index on app.tickets (tenant_id, reservation_id);

grant select on app.tickets to resident, staff, machine;
grant insert (tenant_id, id, request_id, venue_id, lane_id, day, label, reservation_id, source, turn_at, issued_at)
  on app.tickets to staff, machine;
grant update (lane_id, state, for_counter, counter, called_at, serving_at, finished_at) on app.tickets to staff;
select app.raise_wall('app.tickets');
create policy "everyone sees the numbers that are called" on app.tickets
  for select to resident, staff, machine using (tenant_id = app.tenant_id());
create policy "the office gives a number out" on app.tickets
  for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "staff call a number" on app.tickets
  for update to staff using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

create table app.ticket_events (
  tenant_id   uuid        not null references app.tenants (id) on delete restrict,
  id          uuid        not null default app.uuid_v7(),
  ticket_id   uuid        not null,
  act         text        not null,
  from_state  text        not null,
  to_state    text        not null,
  counter     text,
  actor_id    uuid, -- the officer; null: a kiosk or a machine, which `device_id` names
  device_id   uuid,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, ticket_id) references app.tickets (tenant_id, id) on delete restrict,
  foreign key (tenant_id, actor_id) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, device_id) references app.devices (tenant_id, id) on delete restrict
);
create index on app.ticket_events (tenant_id, ticket_id);
create index on app.ticket_events (tenant_id, actor_id, recorded_at);
create trigger ticket_events_are_append_only before update or delete or truncate on app.ticket_events
  for each statement execute function app.refuse_to_forget();
grant select on app.ticket_events to staff, machine;
grant insert (tenant_id, ticket_id, act, from_state, to_state, counter, actor_id, device_id, occurred_at)
  on app.ticket_events to staff, machine;
select app.raise_wall('app.ticket_events');
create policy "staff and machines read what became of a number" on app.ticket_events
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff and machines write down what they did with a number" on app.ticket_events
  for insert to staff, machine with check (tenant_id = app.tenant_id());

reset role;

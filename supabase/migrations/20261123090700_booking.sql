-- Booking: a reservation holds people and, through reservation_slots, places in one or more slots.
-- Room: booking. Shape: DATA.md "Capacity". The rush path is the next migration.
set role app_owner;

create table app.reservations (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null,
  request_id     uuid        not null, -- minted with the form: a form sent twice books once
  number         text        not null,
  subject_id     uuid        not null, -- whose it is: the card of a letter, or the session that booked without one
  venue_id       uuid        not null,
  lane_id        uuid        not null,
  starts_at      timestamptz not null,
  minutes        integer     not null,
  places         integer     not null,
  channel        text        not null,
  state          text        not null,
  held_until     timestamptz,
  language       text        not null,
  mail           text,
  telephone      text,
  policy_version integer     not null,
  version        integer     not null default 1,
  booked_at      timestamptz not null,
  changed_at     timestamptz,
  checked_in_at  timestamptz,
  serving_at     timestamptz,
  finished_at    timestamptz,
  cancelled_at   timestamptz,
  cancel_reason  text,
  primary key (tenant_id, id),
  -- No foreign key to venue and lane: they are copied from the slot, which has them, and every booking of a rush would
  -- lock those two rows. The same for the outbox and its tenant.
  constraint a_request_books_once unique (tenant_id, request_id),
  constraint a_reservation_number_is_used_once unique (tenant_id, number),
  constraint a_channel_is_known check (channel in ('web', 'telephone', 'counter')),
  constraint a_reservation_state_is_known check (state in ('held', 'confirmed', 'checked_in', 'called', 'serving',
    'done', 'partly_done', 'cancelled', 'no_show', 'expired'))
);
create index on app.reservations (tenant_id, subject_id);
create index on app.reservations (tenant_id, venue_id, starts_at);

create table app.reservation_slots (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  reservation_id uuid        not null,
  slot_id        uuid        not null,
  subject_id     uuid        not null,
  places         integer     not null,
  channel        text        not null,
  freed_at       timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  foreign key (tenant_id, slot_id) references app.slots (tenant_id, id) on delete restrict,
  constraint places_are_taken_by_someone check (places between 1 and 20)
);
create index on app.reservation_slots (tenant_id, reservation_id);
create index on app.reservation_slots (tenant_id, slot_id);

create table app.reservation_people (
  tenant_id      uuid    not null references app.tenants (id) on delete restrict,
  id             uuid    not null default app.uuid_v7(),
  reservation_id uuid    not null,
  subject_id     uuid    not null,
  position       integer not null default 1,
  procedure_code text    not null,
  card_id        uuid,
  name           text,
  kana           text,
  kana_key       text,
  birth_date     date,
  live           boolean not null default true, -- false once the reservation is over: frees the card for the next one
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict
);
create unique index a_card_has_one_live_pickup on app.reservation_people (tenant_id, card_id) where live and card_id is not null;
create index on app.reservation_people (tenant_id, reservation_id);
create index on app.reservation_people (tenant_id, kana_key text_pattern_ops);

grant select on app.reservations, app.reservation_slots, app.reservation_people to resident, staff, machine;
grant select (tenant_id, id, venue_id, starts_at, state) on app.reservations to operator;
grant insert (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places, channel, state,
        held_until, language, mail, telephone, policy_version, booked_at) on app.reservations to resident, staff;
grant update (venue_id, lane_id, starts_at, minutes, places, state, held_until, mail, telephone, version, changed_at,
        cancelled_at, cancel_reason) on app.reservations to resident;
grant update (venue_id, lane_id, starts_at, minutes, places, state, held_until, mail, telephone, version, changed_at,
        checked_in_at, serving_at, finished_at, cancelled_at, cancel_reason) on app.reservations to staff;
grant update (state, finished_at, mail, telephone) on app.reservations to machine;
grant insert (tenant_id, reservation_id, slot_id, subject_id, places, channel), update (freed_at)
  on app.reservation_slots to resident, staff;
grant insert (tenant_id, reservation_id, subject_id, position, procedure_code, card_id, name, kana, kana_key, birth_date),
      update (live) on app.reservation_people to resident, staff;
grant update (live) on app.reservation_people to machine;
select app.raise_wall('app.reservations'), app.raise_wall('app.reservation_slots'), app.raise_wall('app.reservation_people');

create policy "a resident sees their own reservations" on app.reservations
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident books for themselves" on app.reservations
  for insert to resident with check (tenant_id = app.tenant_id() and subject_id = app.subject_id() and channel = 'web'
    and state in ('held', 'confirmed'));
create policy "a resident changes or cancels what is still ahead" on app.reservations
  for update to resident
  using (tenant_id = app.tenant_id() and subject_id = app.subject_id() and state in ('held', 'confirmed'))
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id()
    and state in ('held', 'confirmed', 'cancelled', 'expired'));
create policy "staff see every reservation" on app.reservations
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff book for a resident" on app.reservations
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff settle a reservation" on app.reservations
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "an operator counts the reservations" on app.reservations
  for select to operator using (tenant_id = app.tenant_id());
create policy "identification finds a reservation" on app.reservations
  for select to app_owner using (tenant_id = app.tenant_id());

create policy "a resident sees the places they hold" on app.reservation_slots
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident takes places for themselves" on app.reservation_slots
  for insert to resident with check (tenant_id = app.tenant_id() and subject_id = app.subject_id() and channel = 'web');
create policy "a resident frees their own places" on app.reservation_slots
  for update to resident
  using (tenant_id = app.tenant_id() and subject_id = app.subject_id())
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "staff see who holds which places" on app.reservation_slots
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff take places for a resident" on app.reservation_slots
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff free places" on app.reservation_slots
  for update to staff using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

create policy "a resident sees the people they book for" on app.reservation_people
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident names the people they book for" on app.reservation_people
  for insert to resident
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id()
    and (card_id is null or card_id = app.subject_id()));
create policy "a resident lets their people go" on app.reservation_people
  for update to resident
  using (tenant_id = app.tenant_id() and subject_id = app.subject_id())
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id() and not live);
create policy "staff see the people of a reservation" on app.reservation_people
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff name the people of a reservation" on app.reservation_people
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff let the people of a reservation go" on app.reservation_people
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "identification compares a reservation's birth date" on app.reservation_people
  for select to app_owner using (tenant_id = app.tenant_id());

reset role;

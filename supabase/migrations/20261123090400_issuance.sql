-- Issuance: cards, the people they belong to (kept apart), where each card is, and the append-only custody events.
-- Room: issuance. Shapes: DATA.md "Cards"; states and acts: domain.md §5.1 (packages/core/src/issuance/custody-rules.ts)
set role app_owner;

create table app.places (
  tenant_id uuid not null references app.tenants (id) on delete restrict,
  id        uuid not null default app.uuid_v7(),
  parent_id uuid,
  kind      text not null,
  venue_id  uuid,
  label     text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references app.places (tenant_id, id) on delete restrict,
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  constraint a_place_label_is_used_once_per_parent unique nulls not distinct (tenant_id, parent_id, label),
  constraint a_place_kind_is_known check (kind in ('venue', 'cabinet', 'case', 'pocket', 'tray', 'transit_bag', 'person'))
);
create index on app.places (tenant_id, venue_id);
grant select on app.places to staff, machine;
select app.raise_wall('app.places');
create policy "staff see the places" on app.places for select to staff, machine using (tenant_id = app.tenant_id());

create table app.cards (
  tenant_id             uuid        not null references app.tenants (id) on delete restrict,
  id                    uuid        not null default app.uuid_v7(),
  application_id        text        not null,
  notice_number         text,
  serial_number         text,
  kind                  text        not null,
  venue_id              uuid        not null,
  place_id              uuid,
  box_number            text,
  applied_on            date,
  issued_on             date,
  expires_on            date,
  deadline_on           date,
  signature_certificate boolean,
  user_certificate      boolean,
  state                 text        not null default 'expected',
  event_seq             integer     not null default 0,
  event_hash            bytea,
  state_since           timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, place_id) references app.places (tenant_id, id) on delete restrict,
  constraint an_application_has_one_card unique (tenant_id, application_id),
  constraint an_application_id_has_23_digits check (application_id ~ '^[0-9]{23}$'),
  constraint a_card_kind_is_known check (kind in ('new', 'renewal', 'reissue', 'express', 'abroad'))
);
create index on app.cards (tenant_id, notice_number);
create index on app.cards (tenant_id, state);
create index on app.cards (tenant_id, venue_id);
create index on app.cards (tenant_id, place_id);

create table app.card_people (
  tenant_id   uuid not null references app.tenants (id) on delete restrict,
  id          uuid not null default app.uuid_v7(),
  card_id     uuid not null,
  name        text not null, -- byte-exact as received: NFC would change it
  kana        text,
  name_key    text not null, -- derived, for search only
  kana_key    text,
  birth_date  date not null,
  postal_code text,
  address     text,
  telephone   text,
  mail        text,
  primary key (tenant_id, id),
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  constraint a_card_belongs_to_one_person unique (tenant_id, card_id)
);
create index on app.card_people (tenant_id, kana_key text_pattern_ops);
create index on app.card_people (tenant_id, name_key text_pattern_ops);

create table app.custody_events (
  tenant_id       uuid        not null references app.tenants (id) on delete restrict,
  id              uuid        not null default app.uuid_v7(),
  card_id         uuid        not null,
  seq             integer     not null,
  act             text        not null,
  from_state      text        not null,
  to_state        text        not null,
  from_place_id   uuid,
  to_place_id     uuid,
  actor_id        uuid        not null,
  second_actor_id uuid,
  terminal        text        not null,
  reservation_id  uuid,
  reason          text,
  occurred_at     timestamptz not null,
  recorded_at     timestamptz not null default clock_timestamp(),
  previous_hash   bytea,
  hash            bytea       not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  foreign key (tenant_id, actor_id) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, second_actor_id) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, from_place_id) references app.places (tenant_id, id) on delete restrict,
  foreign key (tenant_id, to_place_id) references app.places (tenant_id, id) on delete restrict,
  constraint the_events_of_a_card_are_numbered_without_gap_or_double unique (tenant_id, card_id, seq)
);

-- Rights: nobody has update or delete. The trigger also stops the owner, should a grant ever slip.
create function app.refuse_to_forget() returns trigger language plpgsql as $$
begin
  raise exception 'custody events are never changed or removed' using errcode = 'P0403';
end $$;
create trigger custody_events_are_append_only before update or delete or truncate on app.custody_events
  for each statement execute function app.refuse_to_forget();

grant select on app.cards, app.card_people, app.custody_events to staff, machine;
grant select (tenant_id, id, kind, venue_id, state, state_since, deadline_on, expires_on) on app.cards to resident;
grant select (tenant_id, id, card_id, name, birth_date) on app.card_people to resident;
grant select (tenant_id, id, state) on app.cards to operator;
grant insert (tenant_id, id, application_id, notice_number, serial_number, kind, venue_id, box_number, applied_on,
        issued_on, expires_on, deadline_on, signature_certificate, user_certificate),
      update (state, place_id, event_seq, event_hash, state_since, deadline_on) on app.cards to staff, machine;
grant insert (tenant_id, card_id, name, kana, name_key, kana_key, birth_date, postal_code, address)
  on app.card_people to staff, machine;
grant insert (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id, second_actor_id,
        terminal, reservation_id, reason, occurred_at, previous_hash, hash) on app.custody_events to staff, machine;

select app.raise_wall('app.cards'), app.raise_wall('app.card_people'), app.raise_wall('app.custody_events');

create policy "staff see every card" on app.cards for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff take a card in" on app.cards for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "staff move a card on" on app.cards
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "a resident sees their own card" on app.cards
  for select to resident using (tenant_id = app.tenant_id() and id = app.subject_id());
create policy "an operator counts the cards" on app.cards for select to operator using (tenant_id = app.tenant_id());
create policy "staff see whose card it is" on app.card_people
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff write down whose card it is" on app.card_people
  for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "a resident sees their own name" on app.card_people
  for select to resident using (tenant_id = app.tenant_id() and card_id = app.subject_id());
create policy "identification compares the birth date" on app.card_people
  for select to app_owner using (tenant_id = app.tenant_id());
create policy "staff read the custody of a card" on app.custody_events
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff add to the custody of a card" on app.custody_events
  for insert to staff, machine with check (tenant_id = app.tenant_id());

reset role;

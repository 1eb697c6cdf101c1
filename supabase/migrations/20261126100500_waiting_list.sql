-- キャンセル待ち: who waits for a place on some days, and what becomes of a place that is freed: it is first held for the next of
-- them until a deadline, else it goes back to the public. A card's owner waits: by their letter they come back to it on any
-- machine. Room: booking.
set role app_owner;

create table app.waiting_list (
  tenant_id        uuid        not null references app.tenants (id) on delete restrict,
  id               uuid        not null default app.uuid_v7(),
  subject_id       uuid        not null, -- whose card it is: the card itself
  procedure_code   text        not null,
  lane_id          uuid        not null,
  venue_id         uuid,        -- null: any
  home_venue_id    uuid        not null, -- where the card lies
  other_venue_from timestamptz, -- from when it can be at another one; null: it is not carried
  from_on          date        not null,
  until_on         date        not null,
  number           text        not null, -- of the reservation that an offer becomes
  language         text        not null,
  mail             text,
  telephone        text,
  policy_version   integer     not null,
  answer_minutes   integer     not null, -- how long an offer stands
  notice_minutes   integer     not null, -- and how long before the visit it must end
  joined_at        timestamptz not null,
  left_at          timestamptz,
  reservation_id   uuid,        -- the hold that was offered
  offered_at       timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, subject_id) references app.cards (tenant_id, id) on delete restrict,
  foreign key (tenant_id, lane_id) references app.lanes (tenant_id, id) on delete restrict,
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, home_venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  constraint who_waits_can_be_told check (mail is not null or telephone is not null),
  constraint nobody_waits_backwards check (from_on <= until_on)
);
create unique index one_waits_in_one_line on app.waiting_list (tenant_id, subject_id)
  where left_at is null and reservation_id is null;
create index on app.waiting_list (tenant_id, lane_id, joined_at) where left_at is null and reservation_id is null;
create index on app.waiting_list (tenant_id, subject_id);
create index on app.waiting_list (tenant_id, reservation_id);
select app.raise_wall('app.waiting_list');
create policy "a resident sees where they wait" on app.waiting_list
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident joins the line for themselves" on app.waiting_list
  for insert to resident with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident leaves the line" on app.waiting_list
  for update to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id())
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "the messenger sees who is offered a place" on app.waiting_list
  for select to machine using (tenant_id = app.tenant_id());
create policy "a freed place finds who is next" on app.waiting_list
  for select to app_owner using (tenant_id = app.tenant_id());
create policy "a freed place is offered to who is next" on app.waiting_list
  for update to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "a freed place is held for who is next" on app.reservations
  for insert to app_owner with check (tenant_id = app.tenant_id());
create policy "a freed place is taken for who is next" on app.reservation_slots
  for insert to app_owner with check (tenant_id = app.tenant_id());
grant select on app.waiting_list to resident, machine;
grant insert (tenant_id, subject_id, procedure_code, lane_id, venue_id, home_venue_id, other_venue_from, from_on,
  until_on, number, language, mail, telephone, policy_version, answer_minutes, notice_minutes, joined_at),
  update (left_at) on app.waiting_list to resident;

reset role;

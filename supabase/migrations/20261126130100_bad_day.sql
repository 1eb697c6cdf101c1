-- 障害・荒天時の対応: one act that closes hours, tells everybody it meets, and offers places instead. It is an act of the calendar
-- with a cause and a waiting time, during which it can be taken back entirely. Room: calendar-changes
set role app_owner;

alter table app.calendar_acts
  add column cause      text,        -- of a bad day; null: a change like any other
  add column not_before timestamptz, -- nothing is carried out earlier: until then it can be undone
  add column begun_at   timestamptz, -- the jobs have begun: from here on nothing is undone
  add column undone_by  uuid,
  add column undone_at  timestamptz,
  add column answer_by  timestamptz, -- until when the places that it offers are set aside
  add foreign key (tenant_id, undone_by) references app.staff_members (tenant_id, id) on delete restrict,
  add constraint a_cause_is_known check (cause in ('system', 'weather', 'other')),
  add constraint an_act_is_carried_out_or_undone check (begun_at is null or undone_at is null),
  add constraint what_was_undone_says_by_whom check (undone_at is null or undone_by is not null);
grant insert (cause, not_before, answer_by), update (undone_by, undone_at) on app.calendar_acts to staff;
grant update (begun_at) on app.calendar_acts to machine;
create policy "staff undo an act before the jobs begin it" on app.calendar_acts
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

-- 振替の枠を案内する: the reservation goes to a place instead, which is set aside until its owner has answered.
alter table app.calendar_act_items
  drop constraint a_decision_is_known,
  drop constraint a_move_says_where_to,
  add constraint a_decision_is_known check (decision in ('keep', 'move', 'cancel', 'offer')),
  add constraint a_move_says_where_to check ((decision in ('move', 'offer')) = (to_slots is not null));

-- Nobody answered in time: the clock releases the place.
alter table app.reservation_events
  drop constraint only_the_clock_needs_no_officer,
  add constraint only_the_clock_needs_no_officer check (actor_id is not null or act in ('miss', 'lapse'));

-- A place that is set aside for somebody instead of one that the office had to close. `version` is the reservation's that the
-- offer made: whoever changes or cancels theirs has answered by that.
create table app.makeup_offers (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  act_id         uuid        not null,
  reservation_id uuid        not null,
  subject_id     uuid        not null,
  version        integer     not null,
  answer_by      timestamptz not null,
  state          text        not null default 'open',
  answered_at    timestamptz,
  answered_by    uuid, -- the officer whom its owner told; null: they answered themselves, or nobody did
  primary key (tenant_id, id),
  foreign key (tenant_id, act_id) references app.calendar_acts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  foreign key (tenant_id, answered_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_reservation_is_offered_one_place_at_a_time unique (tenant_id, reservation_id, version),
  constraint an_offer_state_is_known check (state in ('open', 'accepted', 'lapsed', 'moot')),
  constraint an_answer_has_its_time check (state = 'open' or answered_at is not null)
);
create index makeup_offers_by_act on app.makeup_offers (tenant_id, act_id);
create index makeup_offers_open on app.makeup_offers (tenant_id, answer_by) where state = 'open';
grant select on app.makeup_offers to resident, staff, machine;
grant insert (tenant_id, act_id, reservation_id, subject_id, version, answer_by) on app.makeup_offers to machine;
grant update (state, answered_at) on app.makeup_offers to resident, machine;
grant update (state, answered_at, answered_by) on app.makeup_offers to staff;
select app.raise_wall('app.makeup_offers');
create policy "a resident sees what they are offered" on app.makeup_offers
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident accepts what they are offered" on app.makeup_offers
  for update to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id() and state = 'open')
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id() and state in ('open', 'accepted'));
create policy "staff see what was offered" on app.makeup_offers
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "the jobs offer what an officer decided" on app.makeup_offers
  for insert to machine with check (tenant_id = app.tenant_id());
create policy "staff take an answer and the jobs end an offer" on app.makeup_offers
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

reset role;

-- The city's own calendar by its officers: 臨時閉庁 and 臨時開庁 beside the rules, and the acts that settle the reservations
-- which such a change meets: kept, moved or called off, one at a time, by a job. Rooms: tenancy, calendar-changes. How a
-- reservation is moved by the office is the next migration.
set role app_owner;

create table app.calendar_exceptions (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null, -- minted with the form: confirmed twice, it is made once
  kind         text        not null,
  from_day     date        not null,
  until_day    date        not null,
  venues       text[],               -- codes; null: everywhere
  lanes        text[],               -- codes; null: every lane
  hours        jsonb,                -- of an opening: its hours for each lane, as the rules write them
  reason       jsonb       not null,
  added_by     uuid        not null,
  added_at     timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, added_by) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, withdrawn_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint an_exception_kind_is_known check (kind in ('closure', 'opening')),
  constraint an_exception_ends_after_it_begins check (until_day >= from_day),
  constraint an_opening_says_where_and_when check ((kind = 'opening') = (hours is not null) and (kind = 'closure' or venues is not null)),
  constraint an_exception_withdrawn_says_by_whom check (withdrawn_at is null or withdrawn_by is not null)
);
grant select (tenant_id, id, kind, from_day, until_day, venues, lanes, hours, reason, added_at, withdrawn_at)
  on app.calendar_exceptions to resident, machine;
grant select on app.calendar_exceptions to staff;
grant insert (tenant_id, id, kind, from_day, until_day, venues, lanes, hours, reason, added_by, added_at),
      update (withdrawn_by, withdrawn_at) on app.calendar_exceptions to staff;
select app.raise_wall('app.calendar_exceptions');
create policy "everyone sees when the municipality is closed or open besides" on app.calendar_exceptions
  for select to resident, staff, machine using (tenant_id = app.tenant_id());
create policy "staff close or open days" on app.calendar_exceptions
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff withdraw what they have closed or opened" on app.calendar_exceptions
  for update to staff using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

-- What an officer confirmed once: a change of the calendar, and why, as those whom it meets are told.
create table app.calendar_acts (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null,
  exception_id uuid        not null,
  change       text        not null,
  reason       jsonb       not null,
  made_by      uuid        not null,
  made_at      timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, exception_id) references app.calendar_exceptions (tenant_id, id) on delete restrict,
  foreign key (tenant_id, made_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_change_adds_or_withdraws check (change in ('add', 'withdraw')),
  constraint a_change_is_made_once unique (tenant_id, exception_id, change)
);
-- What was decided about each reservation, by whom, and what became of it.
create table app.calendar_act_items (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  act_id         uuid        not null,
  reservation_id uuid        not null,
  version        integer     not null, -- the reservation's, as the officer saw it
  decision       text        not null,
  to_slots       uuid[],
  state          text        not null default 'pending',
  problem        text,
  decided_by     uuid        not null,
  decided_at     timestamptz not null,
  settled_at     timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, act_id) references app.calendar_acts (tenant_id, id) on delete restrict,
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  foreign key (tenant_id, decided_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_reservation_is_decided_once_in_an_act unique (tenant_id, act_id, reservation_id),
  constraint a_decision_is_known check (decision in ('keep', 'move', 'cancel')),
  constraint a_move_says_where_to check ((decision = 'move') = (to_slots is not null)),
  constraint an_item_state_is_known check (state in ('pending', 'done', 'failed', 'stopped')),
  constraint a_failure_says_why check ((state = 'failed') = (problem is not null)),
  constraint a_problem_is_known
    check (problem in ('changed-meanwhile', 'cancelled-meanwhile', 'over', 'full', 'closed', 'no-such-slot')),
  constraint an_item_is_settled_at_some_time check ((state = 'pending') = (settled_at is null))
);
create index on app.calendar_act_items (tenant_id, reservation_id);
create index calendar_act_items_to_do on app.calendar_act_items (tenant_id, act_id, id) where state = 'pending';
grant select on app.calendar_acts, app.calendar_act_items to staff, machine;
grant insert (tenant_id, id, exception_id, change, reason, made_by, made_at) on app.calendar_acts to staff;
grant insert (tenant_id, act_id, reservation_id, version, decision, to_slots, decided_by, decided_at),
      update (version, decision, to_slots, state, problem, decided_by, decided_at, settled_at)
  on app.calendar_act_items to staff;
grant update (state, problem, settled_at) on app.calendar_act_items to machine;
select app.raise_wall('app.calendar_acts'), app.raise_wall('app.calendar_act_items');
create policy "staff see how the calendar was changed" on app.calendar_acts
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff change the calendar" on app.calendar_acts
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff see what became of each reservation" on app.calendar_act_items
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff decide about a reservation" on app.calendar_act_items
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff decide again and the jobs settle" on app.calendar_act_items
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

reset role;

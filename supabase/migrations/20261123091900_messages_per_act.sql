-- Messages per act: a change is written down as well as carried out, and a message knows which state it speaks of, so
-- that one overtaken by a later act is not sent. A message says who has it in hand and why it did not leave.
-- Room: notices, and booking for the change. A booking needs no row of its own: the reservation says when it was made,
-- and the first change says for when; the rush path stays as short as it was.
set role app_owner;

create table app.reservation_changes (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  reservation_id uuid        not null,
  subject_id     uuid        not null,
  version        integer     not null, -- the reservation's, once it was changed
  from_venue_id  uuid        not null,
  from_starts_at timestamptz not null,
  to_venue_id    uuid        not null,
  to_starts_at   timestamptz not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  constraint a_change_makes_one_version unique (tenant_id, reservation_id, version)
);
create trigger reservation_changes_are_append_only before update or delete or truncate on app.reservation_changes
  for each statement execute function app.refuse_to_forget();
grant select on app.reservation_changes to resident, staff, machine;
grant insert (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at, to_venue_id, to_starts_at,
        occurred_at) on app.reservation_changes to resident;
select app.raise_wall('app.reservation_changes');
create policy "a resident sees how they changed their reservations" on app.reservation_changes
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident leaves a trace of each change" on app.reservation_changes
  for insert to resident with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "staff see how a reservation was changed" on app.reservation_changes
  for select to staff, machine using (tenant_id = app.tenant_id());

alter table app.messages
  add column version  integer not null default 1, -- of the reservation that it speaks of
  add column tried_by uuid,                       -- the job that has it in hand; null when nobody has
  add column tried_at timestamptz,
  drop constraint a_message_state_is_known,
  add constraint a_message_state_is_known check (state in ('queued', 'sent', 'failed', 'overtaken')),
  -- A mail server's complaint quotes addresses: only its kind is kept.
  add constraint a_delivery_problem_is_known
    check (last_error in ('bad-address', 'refused', 'unreachable', 'other')),
  add constraint a_message_is_sent_at_some_time check ((state = 'sent') = (sent_at is not null));
create index messages_that_have_not_left on app.messages (tenant_id, created_at) where state in ('queued', 'failed');
grant insert (version), update (tried_by, tried_at) on app.messages to machine;
grant update (state) on app.messages to staff;
create policy "staff have a message that failed tried again" on app.messages
  for update to staff
  using (tenant_id = app.tenant_id() and state = 'failed')
  with check (tenant_id = app.tenant_id() and state = 'queued');

-- Without it the office would read "everything was sent" while the jobs program stands still.
grant select (tenant_id, id, topic, created_at) on app.outbox to staff;
create policy "staff see how long messages wait" on app.outbox for select to staff using (tenant_id = app.tenant_id());

reset role;

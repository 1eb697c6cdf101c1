-- Until it starts, a resident corrects their own reservation: where the office reaches them, and who comes. What was corrected
-- is written down; how it read before or reads now is not (no contact in a history). A message carries the calendar file of
-- its reservation. Room: booking, and notices for the file.
set role app_owner;

grant update (language) on app.reservations to resident;

grant update (comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  on app.reservation_people to resident;
drop policy "a resident lets their people go" on app.reservation_people;
-- Whoever was let go does not come back: the door does not reach them.
create policy "a resident says anew who comes, and lets them go" on app.reservation_people
  for update to resident
  using (tenant_id = app.tenant_id() and subject_id = app.subject_id() and live)
  with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());

create table app.reservation_corrections (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  reservation_id uuid        not null,
  subject_id     uuid        not null,
  act            text        not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  constraint a_correction_is_of_a_known_kind check (act in ('contact', 'who'))
);
create index on app.reservation_corrections (tenant_id, reservation_id);
create trigger reservation_corrections_are_append_only before update or delete or truncate
  on app.reservation_corrections for each statement execute function app.refuse_to_forget();
grant select on app.reservation_corrections to resident, staff;
grant insert (tenant_id, reservation_id, subject_id, act, occurred_at) on app.reservation_corrections to resident;
select app.raise_wall('app.reservation_corrections');
create policy "a resident sees what they corrected" on app.reservation_corrections
  for select to resident using (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "a resident leaves a trace of each correction" on app.reservation_corrections
  for insert to resident with check (tenant_id = app.tenant_id() and subject_id = app.subject_id());
create policy "staff see what a resident corrected" on app.reservation_corrections
  for select to staff using (tenant_id = app.tenant_id());

alter table app.messages add column calendar text; -- RFC 5545; null: the message has none
grant insert (calendar) on app.messages to machine;

reset role;

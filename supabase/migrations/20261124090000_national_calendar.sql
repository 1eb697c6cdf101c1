-- The national calendar, the same for every municipality and kept by the vendor's operators: 国民の祝日 as the Cabinet Office
-- publishes them, and the days on which the national systems stop (全国停止日). Room: national.
set role app_owner;

-- Global: what an operator uploaded, what it would change, and who let it come into force. Rows are kept for ever.
create table app.holiday_imports (
  id          uuid        primary key default app.uuid_v7(),
  file_name   text        not null,
  digest      text        not null,
  days        jsonb       not null, -- [{"day": "2027-01-01", "name": "元日"}]: this year and later
  problems    jsonb       not null default '[]', -- lines that could not be read; with any, it cannot be approved
  uploaded_by uuid        not null references app.operators (id) on delete restrict,
  uploaded_at timestamptz not null,
  changes     jsonb, -- as counted when it was approved
  approved_by uuid        references app.operators (id) on delete restrict,
  approved_at timestamptz,
  constraint an_approval_has_who_and_when check (
    (approved_at is null) = (approved_by is null) and (approved_at is null) = (changes is null))
);
-- Global: the days in force. A year without rows has not been imported.
create table app.national_holidays (
  day       date primary key,
  name      text not null,
  import_id uuid not null references app.holiday_imports (id) on delete restrict,
  constraint a_holiday_has_a_name check (name <> '')
);
-- Global: whole days, or the same hours of each day.
create table app.national_stops (
  id           uuid        primary key default app.uuid_v7(),
  from_day     date        not null,
  until_day    date        not null,
  from_time    time,
  until_time   time,
  reason       jsonb       not null,
  added_by     uuid        not null references app.operators (id) on delete restrict,
  added_at     timestamptz not null,
  withdrawn_by uuid        references app.operators (id) on delete restrict,
  withdrawn_at timestamptz,
  constraint a_stop_ends_after_it_begins check (until_day >= from_day),
  constraint a_stop_has_both_hours_or_none check ((from_time is null) = (until_time is null) and until_time > from_time),
  constraint a_withdrawal_has_who_and_when check ((withdrawn_at is null) = (withdrawn_by is null))
);
create index on app.national_holidays (import_id);

alter table app.holiday_imports enable row level security, force row level security;
alter table app.national_holidays enable row level security, force row level security;
alter table app.national_stops enable row level security, force row level security;

grant select on app.national_holidays to resident, staff, operator, machine;
grant select on app.holiday_imports to operator;
grant select (id, from_day, until_day, from_time, until_time, reason, withdrawn_at) on app.national_stops
  to resident, staff, machine;
grant select on app.national_stops to operator;
grant insert (id, file_name, digest, days, problems, uploaded_by, uploaded_at), update (changes, approved_by, approved_at)
  on app.holiday_imports to operator;
grant insert (day, name, import_id), update (name, import_id), delete on app.national_holidays to operator;
grant insert (id, from_day, until_day, from_time, until_time, reason, added_by, added_at),
      update (withdrawn_by, withdrawn_at) on app.national_stops to operator;

create policy "everyone knows the national holidays" on app.national_holidays
  for select to resident, staff, operator, machine using (true);
create policy "an operator enters the approved holidays" on app.national_holidays
  for insert to operator with check (true);
create policy "an operator renames a holiday" on app.national_holidays
  for update to operator using (true) with check (true);
create policy "an operator takes a day out of the holidays" on app.national_holidays
  for delete to operator using (true);
create policy "everyone knows when the national systems stop" on app.national_stops
  for select to resident, staff, operator, machine using (true);
create policy "an operator announces a stop" on app.national_stops for insert to operator with check (true);
create policy "an operator withdraws a stop" on app.national_stops
  for update to operator using (true) with check (true);
create policy "operators see the holiday files" on app.holiday_imports for select to operator using (true);
create policy "an operator uploads a holiday file" on app.holiday_imports for insert to operator with check (true);
create policy "an operator approves a holiday file" on app.holiday_imports
  for update to operator using (true) with check (true);

-- A change of the national calendar makes every municipality's slots anew, and is shown with the reservations that it meets.
grant insert (tenant_id, topic, payload) on app.outbox to operator;
create policy "an operator asks for slots to be made anew" on app.outbox
  for insert to operator with check (tenant_id = app.tenant_id() and topic = 'slots.generate');
grant select (minutes) on app.reservations to operator;

reset role;

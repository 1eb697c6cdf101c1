-- Visits: who did what about a reservation at the counter, and when; for a visit without a card it is the only record.
-- Room: issuance. Written with the reservation's state in one transaction (act-at-counter.ts), never changed or removed.
set role app_owner;

create table app.reservation_events (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  reservation_id uuid        not null,
  act            text        not null,
  from_state     text        not null,
  to_state       text        not null,
  reason         text,
  actor_id       uuid        not null,
  terminal       text        not null,
  occurred_at    timestamptz not null,
  recorded_at    timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  foreign key (tenant_id, actor_id) references app.staff_members (tenant_id, id) on delete restrict
);
create index on app.reservation_events (tenant_id, reservation_id);
create trigger reservation_events_are_append_only before update or delete or truncate on app.reservation_events
  for each statement execute function app.refuse_to_forget();

grant select on app.reservation_events to staff;
grant insert (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal, occurred_at)
  on app.reservation_events to staff;
select app.raise_wall('app.reservation_events');
create policy "staff read what was done about a reservation" on app.reservation_events
  for select to staff using (tenant_id = app.tenant_id());
create policy "staff write down what they did about a reservation" on app.reservation_events
  for insert to staff with check (tenant_id = app.tenant_id());

reset role;

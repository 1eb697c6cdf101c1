-- Holds: who has chosen a time has its place for some minutes while the rest is asked (DATA.md). A hold is a reservation in
-- state `held` without people: nobody is named in it, so no list, mail or search of reservations finds it. It counts as
-- taken. One that is over is freed by whoever needs the place first, and by a sweeper. Room: booking.
set role app_owner;

alter table app.reservations
  add column times_extended integer not null default 0,
  add constraint a_hold_has_an_end check (state <> 'held' or held_until is not null);
create unique index one_person_holds_one_thing on app.reservations (tenant_id, subject_id) where state = 'held';
create index holds_by_their_end on app.reservations (tenant_id, held_until) where state = 'held';

-- A hold that is confirmed becomes the reservation of the form that confirms it, made then and under the rules of then.
grant update (request_id, policy_version, booked_at, times_extended) on app.reservations to resident;

-- What frees other people's holds does so as the owner of the tables.
create policy "whoever frees holds ends them" on app.reservations for update to app_owner
  using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "whoever frees holds sees which places they keep" on app.reservation_slots for select to app_owner
  using (tenant_id = app.tenant_id());
create policy "whoever frees holds frees their places" on app.reservation_slots for update to app_owner
  using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
alter policy "everyone sees the slots" on app.slots to resident, staff, machine, operator, app_owner;
alter policy "booking takes and frees places" on app.slots to resident, staff, machine, app_owner;
alter policy "a program leaves a message for after the commit" on app.outbox to resident, staff, machine, app_owner;

-- Frees the holds in these slots that are over, or all of them when null: then nobody is waited for. Answers how many
-- places. Slots before holds, as everybody: whoever books there meanwhile is not met in a ring.
create function app.free_expired_holds(in_slots uuid[], at timestamptz) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  tenant constant uuid := app.tenant_id();
  over uuid;
  freed integer := 0;
begin
  for over in
    select r.id from app.reservations r
    where r.tenant_id = tenant and r.state = 'held' and r.held_until <= at
      and (in_slots is null or exists (
        select from app.reservation_slots h
        where h.tenant_id = tenant and h.reservation_id = r.id and h.slot_id = any (in_slots) and h.freed_at is null))
    order by r.held_until limit 500
  loop
    if in_slots is null then
      perform from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = over and h.freed_at is null
      order by s.starts_at, s.id for update of s skip locked;
      if not found then continue; end if;
    else
      perform from app.slots s where s.tenant_id = tenant and s.id = any (in_slots) order by s.starts_at, s.id for update;
    end if;
    -- Its owner may just be confirming or extending it: theirs it is.
    update app.reservations r set state = 'expired'
    where r.tenant_id = tenant and r.id = (
      select x.id from app.reservations x
      where x.tenant_id = tenant and x.id = over and x.state = 'held' and x.held_until <= at for update skip locked);
    if found then freed := freed + app.free_places(over, at); end if;
  end loop;
  return freed;
end $$;

grant execute on function app.free_expired_holds(uuid[], timestamptz) to resident, staff, machine;

reset role;

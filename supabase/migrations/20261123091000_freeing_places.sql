-- Freed places go through one function; a change takes the new places before it lets go of the old.
-- Room: booking. Called inside db.as by residents and staff: row security decides whose reservation it may be.
set role app_owner;

-- Gives a reservation's places back to the public and leaves a message, so that every calendar learns of it.
create function app.free_places(reservation uuid, at timestamptz) returns integer language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  held record;
  freed integer := 0;
begin
  perform from app.slots s
  join app.reservation_slots h on h.tenant_id = s.tenant_id and h.slot_id = s.id
  where s.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  for held in
    update app.reservation_slots h set freed_at = at
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
    returning h.slot_id, h.places, h.channel
  loop
    update app.slots s set
      taken_web = s.taken_web - case held.channel when 'web' then held.places else 0 end,
      taken_telephone = s.taken_telephone - case held.channel when 'telephone' then held.places else 0 end,
      taken_counter = s.taken_counter - case held.channel when 'counter' then held.places else 0 end
    where s.tenant_id = tenant and s.id = held.slot_id;
    freed := freed + held.places;
  end loop;
  if freed > 0 then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'places.freed', jsonb_build_object('reservationId', reservation));
  end if;
  return freed;
end $$;

-- Answers 'cancelled' (also when it was cancelled before), 'too-late' (already checked in or over), or 'not-found'.
create function app.cancel_reservation(reservation uuid, why text, at timestamptz) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  was text;
begin
  select r.state into was from app.reservations r where r.tenant_id = tenant and r.id = reservation;
  if not found then return 'not-found'; end if;
  if was = 'cancelled' then return 'cancelled'; end if;
  update app.reservations r set state = 'cancelled', cancelled_at = at, cancel_reason = why, version = r.version + 1
  where r.tenant_id = tenant and r.id = reservation and r.state in ('held', 'confirmed');
  if not found then
    select r.state into was from app.reservations r where r.tenant_id = tenant and r.id = reservation;
    return case when was = 'cancelled' then 'cancelled' else 'too-late' end;
  end if;
  update app.reservation_people p set live = false where p.tenant_id = tenant and p.reservation_id = reservation;
  perform app.free_places(reservation, at);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.cancelled', jsonb_build_object('reservationId', reservation));
  return 'cancelled';
end $$;

-- Moves a reservation to another slot. Answers 'changed' (also when it is there already), 'full', 'closed',
-- 'no-such-slot', 'too-late', 'not-found'. Whatever is answered, the person holds a place.
create function app.change_reservation(reservation uuid, new_slot uuid, at timestamptz) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  slot app.slots;
begin
  perform from app.slots s
  where s.tenant_id = tenant and (s.id = new_slot or s.id in (
    select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null))
  order by s.starts_at, s.id for update;
  select * into r from app.reservations x where x.tenant_id = tenant and x.id = reservation;
  if not found then return 'not-found'; end if;
  if r.state <> 'confirmed' then return 'too-late'; end if;
  if exists (select from app.reservation_slots h where h.tenant_id = tenant and h.reservation_id = reservation
             and h.slot_id = new_slot and h.freed_at is null) then return 'changed'; end if;
  select * into slot from app.slots s where s.tenant_id = tenant and s.id = new_slot;
  if not found then return 'no-such-slot'; end if;
  if slot.state <> 'open' or slot.starts_at <= at then return 'closed'; end if;
  if slot.taken_web + r.places > slot.limit_web
    or slot.taken_web + slot.taken_telephone + slot.taken_counter + r.places > slot.capacity then return 'full'; end if;
  update app.reservations x set venue_id = slot.venue_id, lane_id = slot.lane_id, starts_at = slot.starts_at,
    minutes = slot.minutes, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed';
  if not found then return 'too-late'; end if;
  perform app.free_places(reservation, at);
  update app.slots s set taken_web = s.taken_web + r.places where s.tenant_id = tenant and s.id = new_slot;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  values (tenant, reservation, new_slot, r.subject_id, r.places, 'web');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', slot.venue_id));
  return 'changed';
end $$;

grant execute on function app.free_places(uuid, timestamptz), app.cancel_reservation(uuid, text, timestamptz),
  app.change_reservation(uuid, uuid, timestamptz) to resident, staff;

reset role;

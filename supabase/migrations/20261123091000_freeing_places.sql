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
-- Everybody locks in one order, so that nobody waits in a ring: the reservation, its slots by start, its people.
create function app.cancel_reservation(reservation uuid, why text, at timestamptz) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  update app.reservations r set state = 'cancelled', cancelled_at = at, cancel_reason = why, version = r.version + 1
  where r.tenant_id = tenant and r.id = reservation and r.state in ('held', 'confirmed');
  if not found then
    return coalesce((select case when r.state = 'cancelled' then 'cancelled' else 'too-late' end
      from app.reservations r where r.tenant_id = tenant and r.id = reservation), 'not-found');
  end if;
  perform app.free_places(reservation, at);
  update app.reservation_people p set live = false where p.tenant_id = tenant and p.reservation_id = reservation;
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.cancelled', jsonb_build_object('reservationId', reservation));
  return 'cancelled';
end $$;

-- Moves a reservation to other slots. Answers 'changed' (also when it is there already), 'full', 'closed', 'no-such-slot',
-- 'too-late', 'not-found'. Whatever is answered, the person holds a place: old and new are locked before one is let go,
-- and a refusal undoes the letting go.
create function app.change_reservation(reservation uuid, new_slots uuid[], at timestamptz) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  one uuid;
  slot app.slots;
  first app.slots;
  length integer := 0;
begin
  select * into r from app.reservations x
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed' for update;
  if not found then
    return case when exists (select from app.reservations x where x.tenant_id = tenant and x.id = reservation)
      then 'too-late' else 'not-found' end;
  end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  if held <@ new_slots and new_slots <@ held then return 'changed'; end if;
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || new_slots)
  order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    for one in
      select w.id from unnest(new_slots) w (id)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id order by s.starts_at, w.id
    loop
      update app.slots s set taken_web = s.taken_web + r.places
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + r.places <= s.limit_web
        and s.taken_web + s.taken_telephone + s.taken_counter + r.places <= s.capacity
      returning * into slot;
      if not found then raise exception using errcode = 'P0409'; end if;
      if first.id is null then first := slot; end if;
      length := length + slot.minutes;
    end loop;
  exception when sqlstate 'P0409' then
    return app.why_not_taken(one, at);
  end;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  select tenant, reservation, s, r.subject_id, r.places, 'web' from unnest(new_slots) s;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = length, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id));
  return 'changed';
end $$;

-- A resident may give back the places that the telephone or the counter took for them, and take none of theirs.
create function app.refuse_another_channel() returns trigger language plpgsql as $$
begin
  raise exception 'a resident takes places of the web only' using errcode = '42501';
end $$;
create trigger a_resident_takes_places_of_the_web_only before update of taken_telephone, taken_counter on app.slots
  for each row when (current_user = 'resident'
    and (new.taken_telephone > old.taken_telephone or new.taken_counter > old.taken_counter))
  execute function app.refuse_another_channel();

grant execute on function app.free_places(uuid, timestamptz), app.cancel_reservation(uuid, text, timestamptz),
  app.change_reservation(uuid, uuid[], timestamptz) to resident, staff;

reset role;

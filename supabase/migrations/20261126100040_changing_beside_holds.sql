-- Another time, and callers, with holds. Room: booking.
set role app_owner;

-- As before; a place that somebody held for too long is found before another time is refused.
create or replace function app.change_reservation(
  reservation uuid, new_slots uuid[], at timestamptz, other_venue_from timestamptz
) returns text language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  one uuid;
  slot app.slots;
  first app.slots;
  length integer := 0;
  refusal text;
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
  -- Who stays at another venue and comes later than was agreed gives the card more time, not less.
  select app.why_venue_may_not(c.venue_id, s.venue_id, s.starts_at,
      least(other_venue_from, case when s.venue_id = r.venue_id then r.starts_at end)) into refusal
  from app.slots s
  join app.reservation_people p on p.tenant_id = s.tenant_id and p.reservation_id = reservation
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where s.tenant_id = tenant and s.id = any (new_slots) order by s.starts_at limit 1;
  if refusal is not null then return refusal; end if;
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
    refusal := app.why_not_taken(one, at);
    if refusal = 'full' and app.free_expired_holds(new_slots, at) > 0 then
      return app.change_reservation(reservation, new_slots, at, other_venue_from);
    end if;
    return refusal;
  end;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  select tenant, reservation, s, r.subject_id, r.places, 'web' from unnest(new_slots) s;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = length, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text));
  return 'changed';
end $$;

-- As before; a place that somebody held for too long is found before a caller is refused.
create or replace function app.take_for_resident(
  slot_id uuid, wanted integer, by_channel text, beyond boolean, at timestamptz,
  out outcome text, out way text, out slot app.slots
) language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
begin
  select s.* into slot from app.slots s where s.tenant_id = tenant and s.id = slot_id for update;
  if not found then
    outcome := 'no-such-slot';
    return;
  end if;
  if slot.state <> 'open'
    or slot.starts_at + (case by_channel when 'counter' then slot.minutes else 0 end) * interval '1 minute' <= at then
    outcome := 'closed';
    return;
  end if;
  if slot.taken_web + slot.taken_telephone + slot.taken_counter + wanted > slot.capacity
    and app.free_expired_holds(array[slot_id], at) > 0 then
    select s.* into slot from app.slots s where s.tenant_id = tenant and s.id = slot_id;
  end if;
  if slot.taken_web + slot.taken_telephone + slot.taken_counter + wanted > slot.capacity then
    outcome := 'full';
    return;
  end if;
  select c.channel into way
  from (values ('web', slot.limit_web - slot.taken_web), ('telephone', slot.limit_telephone - slot.taken_telephone),
    ('counter', slot.limit_counter - slot.taken_counter)) c (channel, places_left)
  where c.places_left >= wanted
  order by c.channel = by_channel desc, c.places_left desc limit 1;
  if way is null then
    outcome := 'full';
  elsif way <> by_channel and not beyond then
    outcome := 'channel-full';
  else
    update app.slots s set
      taken_web = s.taken_web + case way when 'web' then wanted else 0 end,
      taken_telephone = s.taken_telephone + case way when 'telephone' then wanted else 0 end,
      taken_counter = s.taken_counter + case way when 'counter' then wanted else 0 end
    where s.tenant_id = tenant and s.id = slot.id;
    outcome := 'taken';
  end if;
end $$;

reset role;

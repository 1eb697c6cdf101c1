-- A move by the office says why, to the resident's own eyes: the reason of the act, as their page tells it. Room: booking
set role app_owner;

alter table app.reservation_changes
  add column reason jsonb, -- of the calendar's act, in each language it was given in; null where there was no such act
  add constraint only_the_office_gives_a_reason check (reason is null or made_by = 'office');
grant insert (reason) on app.reservation_changes to staff, machine;

-- Moves a reservation for the office. Answers 'moved', 'full', 'closed', 'no-such-slot', 'too-late', 'not-found'. As with a
-- change: whatever is answered, the person holds a place. The place is taken of the channel that the reservation came by,
-- and when that has none left, of the counter's, the telephone's, the web's: how the places are shared out binds residents.
create or replace function app.move_reservation(reservation uuid, new_slots uuid[], at timestamptz, told jsonb) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  one uuid;
  way text;
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
  if coalesce(cardinality(new_slots), 0) = 0 then return 'no-such-slot'; end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || new_slots)
  order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    for one in
      select w.id from unnest(new_slots) w (id)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id order by s.starts_at, w.id
    loop
      select * into slot from app.slots s
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + s.taken_telephone + s.taken_counter + r.places <= s.capacity;
      if not found then raise exception using errcode = 'P0409'; end if;
      select c.channel into way
      from (values (r.channel, 0), ('counter', 1), ('telephone', 2), ('web', 3)) c (channel, turn)
      where r.places <= case c.channel when 'web' then slot.limit_web - slot.taken_web
        when 'telephone' then slot.limit_telephone - slot.taken_telephone
        else slot.limit_counter - slot.taken_counter end
      order by c.turn limit 1;
      if not found then raise exception using errcode = 'P0409'; end if;
      update app.slots s set
        taken_web = s.taken_web + case way when 'web' then r.places else 0 end,
        taken_telephone = s.taken_telephone + case way when 'telephone' then r.places else 0 end,
        taken_counter = s.taken_counter + case way when 'counter' then r.places else 0 end
      where s.tenant_id = tenant and s.id = one;
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (tenant, reservation, one, r.subject_id, r.places, way);
      if first.id is null then first := slot; end if;
      length := length + slot.minutes;
    end loop;
  exception when sqlstate 'P0409' then
    return app.why_not_taken(one, at);
  end;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = length, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at, made_by, reason)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
    'office', (select a.reason from app.calendar_acts a
      where a.tenant_id = tenant and a.id = (told ->> 'actId')::uuid));
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.moved', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text) || told);
  return 'moved';
end $$;

reset role;

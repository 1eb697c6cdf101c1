-- Moving and calling off reservations by the office: its jobs act in the name of the officer who decided. Room: booking
set role app_owner;

-- A change says whose it was. What residents write is theirs by default; they cannot say otherwise.
alter table app.reservation_changes
  add column made_by text not null default 'resident',
  add constraint a_change_is_the_residents_or_the_offices check (made_by in ('resident', 'office'));
grant insert (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at, to_venue_id, to_starts_at,
        occurred_at, made_by) on app.reservation_changes to staff, machine;
create policy "the office leaves a trace of each move" on app.reservation_changes
  for insert to staff, machine with check (tenant_id = app.tenant_id());

-- What the jobs need to carry an act out in the name of the officer who decided.
grant update (venue_id, lane_id, starts_at, minutes, version, changed_at, cancelled_at, cancel_reason)
  on app.reservations to machine;
grant insert (tenant_id, reservation_id, slot_id, subject_id, places, channel), update (freed_at)
  on app.reservation_slots to machine;
grant insert (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal, occurred_at)
  on app.reservation_events to machine;
alter policy "staff take places for a resident" on app.reservation_slots to staff, machine;
alter policy "staff free places" on app.reservation_slots to staff, machine;
alter policy "staff write down what they did about a reservation" on app.reservation_events to staff, machine;

-- The one way a reservation is cancelled; `topic` and `told` are what is left for after the commit.
create function app.end_reservation(reservation uuid, why text, at timestamptz, topic text, told jsonb) returns text
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
  values (tenant, topic, jsonb_build_object('reservationId', reservation) || told);
  return 'cancelled';
end $$;

create or replace function app.cancel_reservation(reservation uuid, why text, at timestamptz) returns text
language sql volatile as $$ select app.end_reservation(reservation, why, at, 'reservation.cancelled', '{}') $$;

-- Moves a reservation for the office. Answers 'moved', 'full', 'closed', 'no-such-slot', 'too-late', 'not-found'. As with a
-- change: whatever is answered, the person holds a place. The place is taken of the channel that the reservation came by,
-- and when that has none left, of the counter's, the telephone's, the web's: how the places are shared out binds residents.
create function app.move_reservation(reservation uuid, new_slots uuid[], at timestamptz, told jsonb) returns text
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
    to_venue_id, to_starts_at, occurred_at, made_by)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
    'office');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.moved', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text) || told);
  return 'moved';
end $$;

grant execute on function app.end_reservation(uuid, text, timestamptz, text, jsonb) to resident, staff, machine;
grant execute on function app.move_reservation(uuid, uuid[], timestamptz, jsonb) to staff, machine;
grant execute on function app.why_not_taken(uuid, timestamptz), app.free_places(uuid, timestamptz) to machine;

reset role;

-- What a resident does about the place that they hold, each in one round trip. Room: booking.
set role app_owner;

-- Takes a place for whoever the session belongs to, until then; another that they hold is given up for it, in the same
-- transaction or not at all. Answers 'held' (also when they hold this one already, with its own end) or a refusal, as
-- app.take_one; 'session-over' also for a session without a letter that has booked.
create function app.hold_place(
  tenant uuid, secret bytea, at timestamptz, until timestamptz, new_id uuid, new_number text, slot_id uuid, details jsonb,
  out outcome text, out hold_id uuid, out ends timestamptz, out extended integer
) language plpgsql volatile as $$
declare
  who record;
  own record;
  slot app.slots;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.card, s.expires into who from app.resident_session(secret, at) s;
  if who.subject is null or (who.card is not null) <> (details ->> 'pickup')::boolean then
    outcome := 'session-over';
    return;
  end if;
  execute format('set local app.subject_id = %L', who.subject);
  if exists (select from app.reservation_people p
      where p.tenant_id = tenant and p.subject_id = who.subject and (p.live or p.card_id is null)) then
    outcome := case when who.card is null then 'session-over' else 'already-booked' end;
    return;
  end if;
  if who.card is not null then
    select app.why_card_may_not_come(who.card, details, s.venue_id, s.starts_at) into outcome
    from app.slots s where s.tenant_id = tenant and s.id = slot_id;
    if outcome is not null then return; end if;
  end if;
  -- Nobody holds a place for longer than they are known.
  until := least(until, who.expires);
  select r.id, r.held_until, r.times_extended, h.slot_id into own
  from app.reservations r
  join app.reservation_slots h on h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null
  where r.tenant_id = tenant and r.subject_id = who.subject and r.state = 'held';
  if own.slot_id = slot_id and own.held_until > at then
    outcome := 'held';
    hold_id := own.id;
    ends := own.held_until;
    extended := own.times_extended;
    return;
  end if;
  perform from app.slots s where s.tenant_id = tenant and s.id in (slot_id, own.slot_id) order by s.starts_at, s.id for update;
  perform from app.reservations r where r.tenant_id = tenant and r.id = own.id and r.state = 'held' for update;
  if not found then own.id := null; end if;

  if own.id is not null and own.slot_id = slot_id then -- over, and nobody has needed it
    update app.reservations r set held_until = until, times_extended = 0, booked_at = at
    where r.tenant_id = tenant and r.id = own.id;
  else
    loop
      update app.slots s set taken_web = s.taken_web + 1
      where s.tenant_id = tenant and s.id = slot_id and s.state = 'open' and s.starts_at > at
        and s.taken_web < s.limit_web and s.taken_web + s.taken_telephone + s.taken_counter < s.capacity
      returning * into slot;
      exit when found or app.free_expired_holds(array[slot_id], at) = 0;
    end loop;
    if slot.id is null then
      outcome := app.why_not_taken(slot_id, at);
      return;
    end if;
    if own.id is not null then
      perform app.free_places(own.id, at);
      update app.reservations r set venue_id = slot.venue_id, lane_id = slot.lane_id, starts_at = slot.starts_at,
        minutes = slot.minutes, held_until = until, booked_at = at
      where r.tenant_id = tenant and r.id = own.id;
    else
      insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
        places, channel, state, held_until, language, policy_version, booked_at)
      values (tenant, new_id, new_id, new_number, who.subject, slot.venue_id, slot.lane_id, slot.starts_at, slot.minutes,
        1, 'web', 'held', until, details ->> 'language', (details ->> 'policyVersion')::integer, at);
      own.id := new_id;
    end if;
    insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
    values (tenant, own.id, slot_id, who.subject, 1, 'web');
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'place.held', jsonb_build_object('reservationId', own.id));
  end if;
  outcome := 'held';
  select r.id, r.held_until, r.times_extended into hold_id, ends, extended
  from app.reservations r where r.tenant_id = tenant and r.id = own.id;
end $$;

-- What whoever the session belongs to holds now; nothing when it is over.
create function app.hold_of(
  tenant uuid, secret bytea, at timestamptz,
  out hold_id uuid, out slot_id uuid, out ends timestamptz, out extended integer
) language plpgsql volatile as $$
declare
  mine uuid;
begin
  perform app.enter('resident', tenant, null);
  select s.subject into mine from app.resident_session(secret, at) s;
  execute format('set local app.subject_id = %L', coalesce(mine::text, ''));
  select r.id, h.slot_id, r.held_until, r.times_extended into hold_id, slot_id, ends, extended
  from app.reservations r
  join app.reservation_slots h on h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null
  where r.tenant_id = tenant and r.subject_id = mine and r.state = 'held' and r.held_until > at;
end $$;

-- Holds it until then, where it was not extended `most` times yet and is not over. Answers whether it was.
create function app.extend_hold(tenant uuid, secret bytea, at timestamptz, until timestamptz, most integer) returns boolean
language plpgsql volatile as $$
declare
  who record;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.expires into who from app.resident_session(secret, at) s;
  execute format('set local app.subject_id = %L', coalesce(who.subject::text, ''));
  update app.reservations r set held_until = greatest(r.held_until, least(until, who.expires)),
    times_extended = r.times_extended + 1
  where r.tenant_id = tenant and r.subject_id = who.subject and r.state = 'held' and r.held_until > at
    and r.times_extended < most;
  return found;
end $$;

-- Frees what whoever the session belongs to holds, if anything.
create function app.let_hold_go(tenant uuid, secret bytea, at timestamptz) returns void language plpgsql volatile as $$
declare
  mine uuid;
begin
  perform app.enter('resident', tenant, null);
  select s.subject into mine from app.resident_session(secret, at) s;
  if mine is null then return; end if;
  execute format('set local app.subject_id = %L', mine);
  perform app.free_my_hold(at);
end $$;

grant execute on function app.hold_place(uuid, bytea, timestamptz, timestamptz, uuid, text, uuid, jsonb),
  app.hold_of(uuid, bytea, timestamptz), app.extend_hold(uuid, bytea, timestamptz, timestamptz, integer),
  app.let_hold_go(uuid, bytea, timestamptz) to web_booking;

reset role;

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

-- Makes the entered subject's hold (`details.hold`) on these slots their reservation. Answers its number; null when there is
-- no such hold any more, or its slot was closed. One that is over and that nobody has needed yet is still theirs.
create function app.confirm_hold(at timestamptz, card uuid, request uuid, slot_ids uuid[], details jsonb) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  mine record;
begin
  update app.reservations r set state = 'confirmed', held_until = null, request_id = request, booked_at = at,
    language = details ->> 'language', mail = details ->> 'mail', telephone = details ->> 'telephone',
    policy_version = (details ->> 'policyVersion')::integer
  where r.tenant_id = tenant and r.id = (details ->> 'hold')::uuid and r.subject_id = app.subject_id() and r.state = 'held'
    and slot_ids = array(
      select s.id from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null and s.state = 'open' and s.starts_at > at
      order by s.starts_at)
  returning r.id, r.number, r.venue_id into mine;
  if not found then return null; end if;
  -- As app.write_booking does: a function for both would cost every booking a tenth of its time.
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
    kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  values (tenant, mine.id, app.subject_id(), details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
    details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
    details ->> 'proxyReason', (details ->> 'hasNotice')::boolean, details ? 'changedSinceApplication',
    details ? 'guardianIsOnRecord');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.booked', jsonb_build_object('reservationId', mine.id, 'venueId', mine.venue_id));
  return mine.number;
end $$;

-- Frees what the entered subject holds, if anything.
create function app.free_my_hold(at timestamptz) returns void language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  mine uuid;
begin
  select r.id into mine from app.reservations r
  where r.tenant_id = tenant and r.subject_id = app.subject_id() and r.state = 'held';
  if not found then return; end if;
  perform from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
  where h.tenant_id = tenant and h.reservation_id = mine and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  update app.reservations r set state = 'expired' where r.tenant_id = tenant and r.id = mine and r.state = 'held';
  if found then perform app.free_places(mine, at); end if;
end $$;

-- As before; and whoever holds a place (`details.hold`) is given it, and lets another one go.
create or replace function app.take_one(
  at timestamptz, card uuid, request uuid, new_id uuid, new_number text, slot_ids uuid[], wanted integer, details jsonb,
  out outcome text, out reservation_id uuid, out reservation_number text
) language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := app.subject_id();
  one uuid;
  slot app.slots;
  first app.slots;
  length integer := 0;
  broken text;
begin
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then
    outcome := 'taken';
    return;
  end if;
  if card is not null then
    select app.why_card_may_not_come(card, details, s.venue_id, s.starts_at) into outcome
    from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at limit 1;
    if outcome is not null then return; end if;
  end if;
  -- One subtransaction: whatever fails in it leaves nothing of this booking behind.
  begin
    if details ? 'hold' then
      reservation_number := app.confirm_hold(at, card, request, slot_ids, details);
      if reservation_number is not null then
        outcome := 'taken';
        reservation_id := (details ->> 'hold')::uuid;
        return;
      end if;
      perform from app.slots s
      where s.tenant_id = tenant and (s.id = any (slot_ids) or s.id in (
        select h.slot_id from app.reservation_slots h
        join app.reservations r on r.tenant_id = tenant and r.id = h.reservation_id
        where h.tenant_id = tenant and h.freed_at is null and r.subject_id = subject and r.state = 'held'))
      order by s.starts_at, s.id for update;
      perform app.free_my_hold(at);
    end if;
    if cardinality(slot_ids) > 1 then
      perform from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at, s.id for update;
    end if;
    foreach one in array slot_ids loop
      update app.slots s set taken_web = s.taken_web + wanted
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + wanted <= s.limit_web
        and s.taken_web + s.taken_telephone + s.taken_counter + wanted <= s.capacity
      returning * into slot;
      if not found then raise exception using errcode = 'P0409'; end if;
      if first.id is null or slot.starts_at < first.starts_at then first := slot; end if;
      length := length + slot.minutes;
    end loop;
    perform app.write_booking(at, card, request, new_id, new_number, slot_ids, first, length, wanted, details);
    outcome := 'taken';
    reservation_id := new_id;
    reservation_number := new_number;
    return;
  exception
    when sqlstate 'P0409' then
      outcome := app.why_not_taken(one, at);
      if outcome = 'full' and app.free_expired_holds(slot_ids, at) > 0 then
        select t.outcome, t.reservation_id, t.reservation_number into outcome, reservation_id, reservation_number
        from app.take_one(at, card, request, new_id, new_number, slot_ids, wanted, details) t;
      end if;
      return;
    when unique_violation then
      get stacked diagnostics broken = constraint_name;
      if broken = 'a_card_has_one_live_pickup' then outcome := 'already-booked';
      elsif broken = 'a_request_books_once' then outcome := 'request-used';
      elsif broken = 'without_a_letter_one_reservation_each' then outcome := 'session-over';
      else raise;
      end if;
  end;
  -- The same form, sent twice at once: the other copy was faster. Answer with its reservation.
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then outcome := 'taken'; end if;
end $$;

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

grant execute on function app.free_expired_holds(uuid[], timestamptz) to resident, staff, machine;
grant execute on function app.free_my_hold(timestamptz),
  app.confirm_hold(timestamptz, uuid, uuid, uuid[], jsonb) to resident;
grant execute on function app.hold_place(uuid, bytea, timestamptz, timestamptz, uuid, text, uuid, jsonb),
  app.hold_of(uuid, bytea, timestamptz), app.extend_hold(uuid, bytea, timestamptz, timestamptz, integer),
  app.let_hold_go(uuid, bytea, timestamptz) to web_booking;

reset role;

-- The rush path: taking places is one function in one round trip (docs/decisions/0004-rush-path.md).
-- Invariants only; whether this person may book this, now, here is decided before, in booking-rules.ts.
-- No NOTIFY, no advisory lock, no queue table inside: the outbox row is enough.
set role app_owner;

-- Why a place was not to be had, for whoever is entered.
create function app.why_not_taken(slot uuid, at timestamptz) returns text language sql volatile as $$
  select coalesce((
    select case when s.state <> 'open' or s.starts_at <= at then 'closed' else 'full' end
    from app.slots s where s.tenant_id = app.tenant_id() and s.id = slot), 'no-such-slot')
$$;

-- May whoever holds this card come for it? `details.cardStates` are the states in which its owner may; no card, no question.
create function app.card_may_come(card uuid, details jsonb) returns boolean language plpgsql stable as $$
begin
  return card is null or exists (
    select from app.cards c
    where c.tenant_id = app.tenant_id() and c.id = card and details -> 'cardStates' ? c.state);
end $$;

-- Writes down a booking whose places are taken: the reservation, its places, its person, and the message for after the commit.
create function app.write_booking(
  at timestamptz, card uuid, request uuid, new_id uuid, new_number text, slot_ids uuid[], first app.slots, length integer,
  wanted integer, details jsonb
) returns void language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := app.subject_id();
begin
  insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
    places, channel, state, language, mail, telephone, policy_version, booked_at)
  values (tenant, new_id, request, new_number, subject, first.venue_id, first.lane_id, first.starts_at,
    length, wanted, 'web', 'confirmed', details ->> 'language', details ->> 'mail',
    details ->> 'telephone', (details ->> 'policyVersion')::integer, at);
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  select tenant, new_id, s, subject, wanted, 'web' from unnest(slot_ids) s;
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
    kana_key, birth_date)
  values (tenant, new_id, subject, details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
    details ->> 'kanaKey', (details ->> 'birthDate')::date);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.booked', jsonb_build_object('reservationId', new_id, 'venueId', first.venue_id));
end $$;

-- Takes `wanted` places in each slot for the subject entered. Answers outcome 'taken' (also when this very request
-- was answered before), or a refusal: 'no-such-slot', 'closed', 'full', 'already-booked', 'request-used',
-- 'card-not-ready' (see app.card_may_come).
create function app.take_one(
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
  if not app.card_may_come(card, details) then
    outcome := 'card-not-ready';
    return;
  end if;
  -- One subtransaction: whatever fails in it leaves nothing of this booking behind.
  begin
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
      return;
    when unique_violation then
      get stacked diagnostics broken = constraint_name;
      if broken = 'a_card_has_one_live_pickup' then outcome := 'already-booked';
      elsif broken = 'a_request_books_once' then outcome := 'request-used';
      else raise;
      end if;
  end;
  -- The same form, sent twice at once: the other copy was faster. Answer with its reservation.
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then outcome := 'taken'; end if;
end $$;

-- The whole of a resident's booking: enter, check the session, take. One top-level select, outside a transaction block.
create function app.take_places(
  tenant uuid, secret bytea, at timestamptz, request uuid, new_id uuid, new_number text, slot_ids uuid[], wanted integer,
  details jsonb, out outcome text, out reservation_id uuid, out reservation_number text
) language plpgsql volatile as $$
declare
  who record;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.card into who from app.resident_session(secret, at) s;
  if who.subject is null then
    outcome := 'session-over';
    return;
  end if;
  if (details ->> 'pickup')::boolean and who.card is null then
    outcome := 'card-not-ready';
    return;
  end if;
  execute format('set local app.subject_id = %L', who.subject);
  select t.outcome, t.reservation_id, t.reservation_number into outcome, reservation_id, reservation_number
  from app.take_one(at, case when (details ->> 'pickup')::boolean then who.card end, request, new_id, new_number,
    slot_ids, wanted, details) t;
end $$;

grant execute on function app.why_not_taken(uuid, timestamptz) to resident, staff;
grant execute on function app.card_may_come(uuid, jsonb),
  app.write_booking(timestamptz, uuid, uuid, uuid, text, uuid[], app.slots, integer, integer, jsonb),
  app.take_one(timestamptz, uuid, uuid, uuid, text, uuid[], integer, jsonb) to resident;
grant execute on function app.take_places(uuid, bytea, timestamptz, uuid, uuid, text, uuid[], integer, jsonb) to web_booking;

reset role;

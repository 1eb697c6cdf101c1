-- The office books for a resident: by telephone, or for somebody who stands at the counter. The same stock and the same
-- rules as the web, the places of its own channel. Room: booking. Whether this officer may, now, is decided before
-- (core/booking/staff-booking-rules.ts); here stand the invariants.
set role app_owner;

-- Takes places of one slot for the office. `beyond`: the municipality lets an officer who says why take a place of another
-- channel, the one with most left; never beyond the capacity. `way` is the channel whose places they are, so that the limits
-- of all three hold and the recount stays true. Answers 'taken', 'channel-full' (another channel has some), 'full',
-- 'closed', 'no-such-slot'. Somebody who stands at the counter may still come into the slot that is running.
create function app.take_for_resident(
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

-- Books one place. Whose it is: the card's owner, or a subject of its own for somebody without a letter, who is known
-- afterwards by reservation number and birth date. Outcomes as above, as a resident's booking, and
-- 'channel-full'; the same request again is answered with its reservation.
create function app.book_for_resident(
  at timestamptz, by_channel text, card uuid, request uuid, new_id uuid, new_number text, slot_id uuid, beyond boolean,
  officer uuid, terminal text, why text, details jsonb,
  out outcome text, out reservation_id uuid, out reservation_number text
) language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := coalesce(card, app.uuid_v7());
  took record;
  first app.slots;
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
    from app.slots s where s.tenant_id = tenant and s.id = slot_id;
    if outcome is not null then return; end if;
  end if;
  begin
    select t.outcome, t.way, t.slot into took from app.take_for_resident(slot_id, 1, by_channel, beyond, at) t;
    outcome := took.outcome;
    if outcome <> 'taken' then return; end if;
    first := took.slot;
    insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
      places, channel, state, language, mail, telephone, policy_version, booked_at)
    values (tenant, new_id, request, new_number, subject, first.venue_id, first.lane_id, first.starts_at, first.minutes,
      1, by_channel, 'confirmed', details ->> 'language', details ->> 'mail', details ->> 'telephone',
      (details ->> 'policyVersion')::integer, at);
    insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
    values (tenant, new_id, first.id, subject, 1, took.way);
    insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
      kana_key, birth_date, comer, has_notice)
    values (tenant, new_id, subject, details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
      details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
      (details ->> 'hasNotice')::boolean);
    insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
      occurred_at)
    values (tenant, new_id, 'book', 'none', 'confirmed', case when took.way <> by_channel then why end, officer, terminal,
      at);
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'reservation.booked', jsonb_build_object('reservationId', new_id, 'venueId', first.venue_id));
    reservation_id := new_id;
    reservation_number := new_number;
    return;
  exception when unique_violation then
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

grant execute on function app.why_venue_may_not(uuid, uuid, timestamptz, timestamptz),
  app.why_card_may_not_come(uuid, jsonb, uuid, timestamptz),
  app.take_for_resident(uuid, integer, text, boolean, timestamptz),
  app.book_for_resident(timestamptz, text, uuid, uuid, uuid, text, uuid, boolean, uuid, text, text, jsonb) to staff;

reset role;

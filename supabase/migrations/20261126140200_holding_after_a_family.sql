-- Several people in one reservation, continued: whoever came along without a letter is no reservation of the card's owner, who
-- books again once theirs is over. Room: booking.
set role app_owner;

-- As before; of a reservation that was, its first person counts: whose it is.
create or replace function app.hold_place(
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
      where p.tenant_id = tenant and p.subject_id = who.subject and p.position = 1 and (p.live or p.card_id is null)) then
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

reset role;

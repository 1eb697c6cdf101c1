-- A pick-up is booked where the card lies; at another venue only when the municipality offers it, and only for a day by which
-- the card can have been carried there. The rule (how many business days) is the policy's and comes as an instant with
-- the request; the venue of the card is compared here, so that a booking stays one round trip.
-- Room: booking.
set role app_owner;

-- Why a card that lies at `home` is not handed over at `venue` at `starts`: null when it is. `other_venue_from`: from when
-- cards are handed over at other venues; null, never.
create function app.why_venue_may_not(home uuid, venue uuid, starts timestamptz, other_venue_from timestamptz)
returns text language sql immutable as $$
  select case
    when home = venue then null
    when other_venue_from is null then 'other-venue'
    when starts < other_venue_from then 'other-venue-too-soon'
  end
$$;

-- Why whoever holds this card may not come for it there and then; null when they may. `details.cardStates` are the states in
-- which its owner may come, `details.otherVenueFrom` the instant from which another venue is offered (absent: never).
create function app.why_card_may_not_come(card uuid, details jsonb, venue uuid, starts timestamptz) returns text
language plpgsql stable as $$
declare
  held record;
begin
  select c.state, c.venue_id into held from app.cards c where c.tenant_id = app.tenant_id() and c.id = card;
  if not found or not details -> 'cardStates' ? held.state then return 'card-not-ready'; end if;
  return app.why_venue_may_not(held.venue_id, venue, starts, (details ->> 'otherVenueFrom')::timestamptz);
end $$;

-- As before, and where: also answers 'other-venue' and 'other-venue-too-soon'.
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

reset role;

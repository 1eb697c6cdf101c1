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

reset role;

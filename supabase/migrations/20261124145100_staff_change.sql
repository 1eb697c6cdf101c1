-- The office changes a reservation for whoever rings, and finds it by their telephone. Room: booking.
-- Unlike a move for a closed day it takes a place of its own channel, or says why it took another's.
set role app_owner;

-- Moves a reservation to another slot because its owner asked the office to. Answers 'changed' (also when it is there
-- already), 'several-slots', 'too-late', 'not-found', or why the place was not to be had; then the old one is still held.
create function app.change_for_resident(
  at timestamptz, by_channel text, reservation uuid, slot_id uuid, beyond boolean, officer uuid, terminal text, why text,
  other_venue_from timestamptz
) returns text language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  took record;
  refusal text;
  first app.slots;
begin
  select * into r from app.reservations x
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed' for update;
  if not found then
    return case when exists (select from app.reservations x where x.tenant_id = tenant and x.id = reservation)
      then 'too-late' else 'not-found' end;
  end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  if cardinality(held) > 1 then return 'several-slots'; end if;
  if slot_id = any (held) then return 'changed'; end if;
  -- As for a resident: who stays at another venue and comes later gives the card more time, not less.
  select app.why_venue_may_not(c.venue_id, s.venue_id, s.starts_at,
      least(other_venue_from, case when s.venue_id = r.venue_id then r.starts_at end)) into refusal
  from app.slots s
  join app.reservation_people p on p.tenant_id = s.tenant_id and p.reservation_id = reservation
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where s.tenant_id = tenant and s.id = slot_id limit 1;
  if refusal is not null then return refusal; end if;
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || slot_id) order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    select t.outcome, t.way, t.slot into took from app.take_for_resident(slot_id, r.places, by_channel, beyond, at) t;
    if took.outcome <> 'taken' then raise exception using errcode = 'P0409'; end if;
  exception when sqlstate 'P0409' then
    return took.outcome;
  end;
  first := took.slot;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  values (tenant, reservation, slot_id, r.subject_id, r.places, took.way);
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = first.minutes, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at, made_by)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
    'office');
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
    occurred_at)
  values (tenant, reservation, 'change', 'confirmed', 'confirmed', case when took.way <> by_channel then why end, officer,
    terminal, at);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text));
  return 'changed';
end $$;

-- Who rings says from which telephone they booked. Few give one, so a rush hardly meets this index.
create index reservations_by_telephone on app.reservations (tenant_id, telephone) where telephone is not null;

grant execute on function app.change_for_resident(timestamptz, text, uuid, uuid, boolean, uuid, text, text,
  timestamptz) to staff;

reset role;

-- Whose a reservation is: a booking without a letter has a subject of its own, which holds this one reservation; a card's
-- subject holds that card's pick-ups alone. Else a reservation's number and birth date would open what somebody else booked
-- in the same browser. Room: booking.

-- What was booked together before is parted; nobody keeps the old subject. What is on record of changes (append-only) stays
-- with it, and is not shown any more. As whoever migrates: no policy shows app_owner the rows of all municipalities.
with moved as (
  update app.reservations r set subject_id = app.uuid_v7()
  where exists (
      select from app.reservation_people p
      where p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1 and p.card_id is null)
    and (exists (
        select from app.reservations o
        where o.tenant_id = r.tenant_id and o.subject_id = r.subject_id and o.id <> r.id)
      or exists (select from app.cards c where c.tenant_id = r.tenant_id and c.id = r.subject_id))
  returning r.tenant_id, r.id, r.subject_id
), places as (
  update app.reservation_slots s set subject_id = m.subject_id
  from moved m where s.tenant_id = m.tenant_id and s.reservation_id = m.id
)
update app.reservation_people p set subject_id = m.subject_id
from moved m where p.tenant_id = m.tenant_id and p.reservation_id = m.id;

set role app_owner;

-- The rule itself, also for two tabs that book at the same moment. A cancelled reservation counts: its number still opens it.
create unique index without_a_letter_one_reservation_each on app.reservation_people (tenant_id, subject_id)
  where card_id is null and position = 1;

-- As before, and where: also answers 'other-venue' and 'other-venue-too-soon'; a session without a letter that has booked
-- already answers 'session-over', for which a fresh one is opened.
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
      elsif broken = 'without_a_letter_one_reservation_each' then outcome := 'session-over';
      else raise;
      end if;
  end;
  -- The same form, sent twice at once: the other copy was faster. Answer with its reservation.
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then outcome := 'taken'; end if;
end $$;

-- As before; without a letter, a card's session answers 'session-over' too.
create or replace function app.take_places(
  tenant uuid, secret bytea, at timestamptz, request uuid, new_id uuid, new_number text, slot_ids uuid[], wanted integer,
  details jsonb, out outcome text, out reservation_id uuid, out reservation_number text
) language plpgsql volatile as $$
declare
  who record;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.card into who from app.resident_session(secret, at) s;
  if who.subject is null or (who.card is not null and not (details ->> 'pickup')::boolean) then
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

reset role;

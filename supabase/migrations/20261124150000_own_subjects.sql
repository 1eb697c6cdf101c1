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

-- As before; a session without a letter that has booked already answers 'session-over', for which a fresh one is opened.
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

-- As before, and the same two rules; the one of the index comes as 'again', and is then answered singly.
create or replace function app.take_places_batch(tenant uuid, at timestamptz, requests jsonb)
returns table (request uuid, outcome text, reservation_id uuid, reservation_number text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  item record;
  slot app.slots;
  places_left integer;
  took integer := 0;
  answer record;
  refusal text;
begin
  perform app.enter('resident', tenant, null);
  perform from app.slots s
  where s.tenant_id = tenant and s.id in (select i.slot from jsonb_to_recordset(requests) as i (slot uuid))
  order by s.starts_at, s.id for update;

  for item in
    select i.*, s as row, w.subject, case when (i.details ->> 'pickup')::boolean then w.card end as card,
      (i.details ->> 'pickup')::boolean and w.card is null as lacks_card,
      w.card is not null and not (i.details ->> 'pickup')::boolean as of_another
    from jsonb_to_recordset(requests)
        as i (request uuid, secret text, id uuid, number text, slot uuid, wanted integer, details jsonb)
      join app.slots s on s.tenant_id = tenant and s.id = i.slot,
      app.resident_session(decode(i.secret, 'hex'), at) w
    order by s.starts_at, s.id
  loop
    if slot.id is distinct from item.slot then
      if took > 0 then
        update app.slots s set taken_web = s.taken_web + took where s.tenant_id = tenant and s.id = slot.id;
      end if;
      slot := item.row;
      took := 0;
      places_left := least(slot.limit_web - slot.taken_web,
        slot.capacity - slot.taken_web - slot.taken_telephone - slot.taken_counter);
    end if;
    if item.subject is null or item.of_another then
      return query select item.request, 'session-over', null::uuid, null::text;
      continue;
    end if;
    execute format('set local app.subject_id = %L', item.subject);
    select r.id, r.number into answer from app.reservations r where r.tenant_id = tenant and r.request_id = item.request;
    if found then
      return query select item.request, 'taken', answer.id, answer.number;
      continue;
    end if;
    refusal := case when item.lacks_card then 'card-not-ready'
      when item.card is not null then app.why_card_may_not_come(item.card, item.details, slot.venue_id, slot.starts_at) end;
    if refusal is not null then
      return query select item.request, refusal, null::uuid, null::text;
    elsif slot.state <> 'open' or slot.starts_at <= at then
      return query select item.request, 'closed', null::uuid, null::text;
    elsif item.wanted > places_left then
      return query select item.request, 'full', null::uuid, null::text;
    else
      begin
        perform app.write_booking(at, item.card, item.request, item.id, item.number, array[slot.id], slot, slot.minutes,
          item.wanted, item.details);
        places_left := places_left - item.wanted;
        took := took + item.wanted;
        return query select item.request, 'taken', item.id, item.number;
      exception when others then
        return query select item.request, 'again', null::uuid, null::text;
      end;
    end if;
  end loop;
  if took > 0 then
    update app.slots s set taken_web = s.taken_web + took where s.tenant_id = tenant and s.id = slot.id;
  end if;
end $$;

-- The card of the letter that opened a session, be it over or not: what is typed too late still belongs to its owner.
create function app.card_of_session(secret bytea) returns uuid
language sql stable security definer set search_path = '' as $$
  select s.card_id from app.resident_sessions s where s.tenant_id = app.tenant_id() and s.token_hash = secret
$$;
grant execute on function app.card_of_session(bytea) to resident;

reset role;

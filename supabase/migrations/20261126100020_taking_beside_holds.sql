-- The rush path for one, with holds. Room: booking.
set role app_owner;

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

reset role;

-- The rush path for slots seen hot: many residents' bookings of the same slots in one statement, one lock and one commit
-- (docs/decisions/0004-rush-path.md). The slots are counted up once, at the end: sixty updates of one row in one
-- transaction would each walk over all the versions before.
set role app_owner;

-- Each request is answered by itself: as app.take_places would, or 'again' where something was not foreseen, so that the
-- others do not suffer: ask singly. Slots are locked in ascending order, so that two copies' batches never wait in a ring.
create function app.take_places_batch(tenant uuid, at timestamptz, slot_ids uuid[], requests jsonb)
returns table (request uuid, outcome text, reservation_id uuid, reservation_number text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  item record;
  slot app.slots;
  first app.slots;
  length integer := 0;
  known integer := 0;
  places_left integer;
  took integer := 0;
  refusal text := 'full';
  answer record;
begin
  perform app.enter('resident', tenant, null);
  for slot in
    select * from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at, s.id for update
  loop
    if first.id is null then first := slot; end if;
    known := known + 1;
    length := length + slot.minutes;
    places_left := least(places_left, slot.limit_web - slot.taken_web,
      slot.capacity - slot.taken_web - slot.taken_telephone - slot.taken_counter);
    if slot.state <> 'open' or slot.starts_at <= at then refusal := 'closed'; end if;
  end loop;
  if known < cardinality(slot_ids) then refusal := 'no-such-slot'; end if;
  if refusal <> 'full' then places_left := 0; end if;

  for item in
    select i.*, w.subject, case when (i.details ->> 'pickup')::boolean then w.card end as card,
      (i.details ->> 'pickup')::boolean and w.card is null as lacks_card
    from jsonb_to_recordset(requests) as i (request uuid, secret text, id uuid, number text, wanted integer, details jsonb),
      app.resident_session(decode(i.secret, 'hex'), at) w
  loop
    if item.subject is null then
      return query select item.request, 'session-over', null::uuid, null::text;
      continue;
    end if;
    execute format('set local app.subject_id = %L', item.subject);
    select r.id, r.number into answer from app.reservations r where r.tenant_id = tenant and r.request_id = item.request;
    if found then
      return query select item.request, 'taken', answer.id, answer.number;
    elsif item.lacks_card or not app.card_may_come(item.card, item.details) then
      return query select item.request, 'card-not-ready', null::uuid, null::text;
    elsif item.wanted > places_left then
      return query select item.request, refusal, null::uuid, null::text;
    else
      begin
        perform app.write_booking(at, item.card, item.request, item.id, item.number, slot_ids, first, length, item.wanted,
          item.details);
        places_left := places_left - item.wanted;
        took := took + item.wanted;
        return query select item.request, 'taken', item.id, item.number;
      exception when others then
        return query select item.request, 'again', null::uuid, null::text;
      end;
    end if;
  end loop;
  if took > 0 then
    update app.slots s set taken_web = s.taken_web + took where s.tenant_id = tenant and s.id = any (slot_ids);
  end if;
end $$;

grant execute on function app.take_places_batch(uuid, timestamptz, uuid[], jsonb) to web_booking;

reset role;

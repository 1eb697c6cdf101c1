-- The rush path when many press at once: bookings of one municipality travel together, one slot each, in one statement
-- with one commit (docs/decisions/0004-rush-path.md). A slot is counted up once for all who took a place in it: sixty
-- updates of one row in one transaction would each walk over all the versions before.
set role app_owner;

-- Each request is answered by itself: as app.take_places would, or 'again' where something was not foreseen, so that the
-- others do not suffer: ask singly, as for one that gets no answer. All slots are locked first, in ascending order, so that
-- two copies' batches never wait in a ring.
create function app.take_places_batch(tenant uuid, at timestamptz, requests jsonb)
returns table (request uuid, outcome text, reservation_id uuid, reservation_number text)
language plpgsql volatile as $$
#variable_conflict use_column
declare
  item record;
  slot app.slots;
  places_left integer;
  took integer := 0;
  answer record;
begin
  perform app.enter('resident', tenant, null);
  perform from app.slots s
  where s.tenant_id = tenant and s.id in (select i.slot from jsonb_to_recordset(requests) as i (slot uuid))
  order by s.starts_at, s.id for update;

  for item in
    select i.*, s as row, w.subject, case when (i.details ->> 'pickup')::boolean then w.card end as card,
      (i.details ->> 'pickup')::boolean and w.card is null as lacks_card
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

grant execute on function app.take_places_batch(uuid, timestamptz, jsonb) to web_booking;

reset role;

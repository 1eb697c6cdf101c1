-- The rush path for many at once, with holds: whoever holds their place is given it beside the others, without touching the
-- slot; before anybody is refused, what is held there for too long is freed. Room: booking.
set role app_owner;

create or replace function app.take_places_batch(tenant uuid, at timestamptz, requests jsonb)
returns table (request uuid, outcome text, reservation_id uuid, reservation_number text) language plpgsql volatile as $$
#variable_conflict use_column
declare
  item record;
  slot app.slots;
  places_left integer;
  took integer := 0;
  looked boolean := false;
  answer record;
  refusal text;
  confirmed text;
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
      looked := false;
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
    if refusal is null and item.details ? 'hold' then
      begin
        confirmed := app.confirm_hold(at, item.card, item.request, array[slot.id], item.details);
      exception when others then
        confirmed := null;
      end;
      -- A hold that is no more, or of another time: that one asks again by itself.
      return query select item.request, case when confirmed is null then 'again' else 'taken' end,
        case when confirmed is not null then (item.details ->> 'hold')::uuid end, confirmed;
      continue;
    end if;
    if refusal is null and slot.state = 'open' and item.wanted > places_left and not looked then
      looked := true;
      places_left := places_left + app.free_expired_holds(array[slot.id], at);
    end if;
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

reset role;

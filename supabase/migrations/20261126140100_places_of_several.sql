-- The places of several people in one reservation: they grow, shrink and move in one transaction, the new ones taken before
-- the old are let go. Room: booking.
set role app_owner;

-- Makes a reservation hold `wanted` places of each of these slots, and none of any other. What it holds already stays its own;
-- what is missing is taken for `by_channel` (as take_for_resident; `others`: some were another channel's); what is over goes
-- back to the public. Answers 'taken', or why not: then nothing has changed. Places are written one to a row, so that one
-- can go while another stays; of a row of several, what stays is written anew.
create function app.fit_places(
  reservation uuid, subject uuid, slot_ids uuid[], wanted integer[], by_channel text, beyond boolean, at timestamptz,
  out outcome text, out others boolean
) language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  one record;
  took record;
  freed integer := 0;
begin
  others := false;
  perform from app.slots s
  where s.tenant_id = tenant and (s.id = any (slot_ids) or s.id in (
    select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null))
  order by s.starts_at, s.id for update;
  begin
    for one in
      select w.id, w.places - coalesce((select sum(h.places) from app.reservation_slots h
        where h.tenant_id = tenant and h.reservation_id = reservation and h.slot_id = w.id and h.freed_at is null), 0) as missing
      from unnest(slot_ids, wanted) w (id, places)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id
      order by s.starts_at, w.id
    loop
      continue when one.missing <= 0;
      select t.outcome, t.way into took from app.take_for_resident(one.id, one.missing::integer, by_channel, beyond, at) t;
      if took.outcome <> 'taken' then raise exception using errcode = 'P0409'; end if;
      others := others or took.way <> by_channel;
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      select tenant, reservation, one.id, subject, 1, took.way from generate_series(1, one.missing);
    end loop;
  exception when sqlstate 'P0409' then
    -- A place that somebody held for too long is found before the time is refused.
    if took.outcome in ('full', 'channel-full') and app.free_expired_holds(slot_ids, at) > 0 then
      select f.outcome, f.others into outcome, others
      from app.fit_places(reservation, subject, slot_ids, wanted, by_channel, beyond, at) f;
      return;
    end if;
    -- How the places are shared out is no matter of a resident's.
    outcome := case when by_channel = 'web' and took.outcome = 'channel-full' then 'full' else took.outcome end;
    return;
  end;
  for one in
    with held as (
      select h.id, sum(h.places) over (partition by h.slot_id order by h.channel = by_channel desc, h.id) as up_to,
        coalesce(w.places, 0) as kept
      from app.reservation_slots h
      left join unnest(slot_ids, wanted) w (id, places) on w.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
    )
    update app.reservation_slots h set freed_at = at from held
    where h.tenant_id = tenant and h.id = held.id and held.up_to > held.kept
    returning h.slot_id, h.places, h.channel, greatest(0, held.kept - (held.up_to - h.places))::integer as stays
  loop
    if one.stays > 0 then
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (tenant, reservation, one.slot_id, subject, one.stays, one.channel);
    end if;
    update app.slots s set
      taken_web = s.taken_web - case one.channel when 'web' then one.places - one.stays else 0 end,
      taken_telephone = s.taken_telephone - case one.channel when 'telephone' then one.places - one.stays else 0 end,
      taken_counter = s.taken_counter - case one.channel when 'counter' then one.places - one.stays else 0 end
    where s.tenant_id = tenant and s.id = one.slot_id;
    freed := freed + one.places - one.stays;
  end loop;
  if freed > 0 then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'places.freed', jsonb_build_object('reservationId', reservation));
  end if;
  outcome := 'taken';
end $$;

-- A reservation that its caller has locked, with the people as they are to be, at these places. Answers 'changed', or why
-- not: then it stands as before. `by_channel` 'web' is the resident themselves, else the office; what changed of time and venue
-- is written down, and whoever left a contact is told.
create function app.refit_reservation(
  at timestamptz, by_channel text, reservation uuid, slot_ids uuid[], wanted integer[], beyond boolean,
  other_venue_from timestamptz, out outcome text, out others boolean
) language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  first record;
  place record;
begin
  select * into r from app.reservations x where x.tenant_id = tenant and x.id = reservation;
  select s.venue_id, s.lane_id, s.starts_at,
    (select sum(l.minutes)::integer from app.slots l where l.tenant_id = tenant and l.id = any (slot_ids)) as minutes
  into first from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at limit 1;
  if not found then
    outcome := 'no-such-slot';
    return;
  end if;
  -- Who stays at another venue and comes later than was agreed gives the cards more time, not less.
  outcome := app.why_cards_may_not(reservation, first.venue_id, first.starts_at,
    least(other_venue_from, case when first.venue_id = r.venue_id then r.starts_at end));
  if outcome is not null then return; end if;
  select f.outcome, f.others into place
  from app.fit_places(reservation, r.subject_id, slot_ids, wanted, by_channel, beyond, at) f;
  others := place.others;
  if place.outcome <> 'taken' then
    outcome := place.outcome;
    return;
  end if;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = first.minutes, places = (select max(w) from unnest(wanted) w), changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  if (r.venue_id, r.starts_at) is distinct from (first.venue_id, first.starts_at) then
    if by_channel = 'web' then
      insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
        to_venue_id, to_starts_at, occurred_at)
      values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at);
    else
      insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
        to_venue_id, to_starts_at, occurred_at, made_by)
      values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
        'office');
    end if;
  end if;
  if r.state = 'confirmed' then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
      'version', (r.version + 1)::text));
  end if;
  outcome := 'changed';
end $$;

grant execute on function app.take_for_resident(uuid, integer, text, boolean, timestamptz) to resident;
grant execute on function app.fit_places(uuid, uuid, uuid[], integer[], text, boolean, timestamptz),
  app.refit_reservation(timestamptz, text, uuid, uuid[], integer[], boolean, timestamptz) to resident, staff;

reset role;

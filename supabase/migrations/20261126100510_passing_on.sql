-- A freed place goes through one function: to the next in line, else back to the public. Room: booking.
set role app_owner;

-- Until when an offer stands that is made now: nobody has to answer at night, so time runs from eight to eight.
create function app.answer_by(at timestamptz, minutes integer) returns timestamptz language sql immutable as $$
  select case
    when local::time < time '08:00' then date_trunc('day', local) + interval '8 hours'
    when local::time >= time '20:00' then date_trunc('day', local) + interval '32 hours'
    else local end at time zone 'Asia/Tokyo' + make_interval(mins => minutes)
  from (select at at time zone 'Asia/Tokyo' as local) l
$$;

-- Holds a place of this slot, which is locked, for whoever waits longest and can be told in time. Answers whether somebody does.
create function app.pass_on(slot_id uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  tenant constant uuid := app.tenant_id();
  s app.slots;
  w app.waiting_list;
  held uuid := app.uuid_v7();
begin
  select * into s from app.slots x
  where x.tenant_id = tenant and x.id = slot_id and x.state = 'open' and x.starts_at > at and x.taken_web < x.limit_web
    and x.taken_web + x.taken_telephone + x.taken_counter < x.capacity;
  if not found then return false; end if;
  select * into w from app.waiting_list x
  where x.tenant_id = tenant and x.lane_id = s.lane_id and x.left_at is null and x.reservation_id is null
    and (x.venue_id is null or x.venue_id = s.venue_id)
    and (x.home_venue_id = s.venue_id or s.starts_at >= x.other_venue_from)
    and (s.starts_at at time zone 'Asia/Tokyo')::date between x.from_on and x.until_on
    and app.answer_by(at, x.answer_minutes) + make_interval(mins => x.notice_minutes) <= s.starts_at
    and not exists (select from app.reservation_people p where p.tenant_id = tenant and p.card_id = x.subject_id and p.live)
    and not exists (select from app.reservations r
      where r.tenant_id = tenant and r.subject_id = x.subject_id and r.state = 'held')
  order by x.joined_at, x.id limit 1 for update skip locked;
  if not found then return false; end if;
  update app.slots x set taken_web = x.taken_web + 1 where x.tenant_id = tenant and x.id = slot_id;
  insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places,
    channel, state, held_until, language, policy_version, booked_at)
  values (tenant, held, held, w.number, w.subject_id, s.venue_id, s.lane_id, s.starts_at, s.minutes, 1, 'web', 'held',
    app.answer_by(at, w.answer_minutes), w.language, w.policy_version, at);
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  values (tenant, held, slot_id, w.subject_id, 1, 'web');
  update app.waiting_list x set reservation_id = held, offered_at = at where x.tenant_id = tenant and x.id = w.id;
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'waiting.offer', jsonb_build_object('waitingId', w.id));
  return true;
exception when unique_violation then
  return false; -- they hold something else since a moment ago: back to the public
end $$;

-- As before; and each place first to the next in line. Answers how many went back to the public.
create or replace function app.free_places(reservation uuid, at timestamptz) returns integer language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  held record;
  freed integer := 0;
begin
  perform from app.slots s
  join app.reservation_slots h on h.tenant_id = s.tenant_id and h.slot_id = s.id
  where s.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  for held in
    update app.reservation_slots h set freed_at = at
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
    returning h.slot_id, h.places, h.channel
  loop
    update app.slots s set
      taken_web = s.taken_web - case held.channel when 'web' then held.places else 0 end,
      taken_telephone = s.taken_telephone - case held.channel when 'telephone' then held.places else 0 end,
      taken_counter = s.taken_counter - case held.channel when 'counter' then held.places else 0 end
    where s.tenant_id = tenant and s.id = held.slot_id;
    freed := freed + held.places;
    while held.places > 0 and app.pass_on(held.slot_id, at) loop
      freed := freed - 1;
      held.places := held.places - 1;
    end loop;
  end loop;
  if freed > 0 then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'places.freed', jsonb_build_object('reservationId', reservation));
  end if;
  return freed;
end $$;

-- As before; what was offered to somebody is not let go because they end their visit: they have until the deadline.
create or replace function app.let_hold_go(tenant uuid, secret bytea, at timestamptz) returns void language plpgsql volatile as $$
declare
  mine uuid;
begin
  perform app.enter('resident', tenant, null);
  select s.subject into mine from app.resident_session(secret, at) s;
  if mine is null then return; end if;
  execute format('set local app.subject_id = %L', mine);
  if exists (select from app.waiting_list w join app.reservations r on r.tenant_id = tenant and r.id = w.reservation_id
    where w.tenant_id = tenant and w.subject_id = mine and r.state = 'held' and r.held_until > at) then return; end if;
  perform app.free_my_hold(at);
end $$;

-- Leaves the line, or declines what was offered. Answers whether there was anything to leave.
create function app.leave_line(waiting uuid, at timestamptz) returns boolean language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  offered uuid;
begin
  update app.waiting_list w set left_at = at
  where w.tenant_id = tenant and w.id = waiting and w.subject_id = app.subject_id() and w.left_at is null
  returning w.reservation_id into offered;
  if not found then return false; end if;
  if exists (select from app.reservations r where r.tenant_id = tenant and r.id = offered and r.state = 'held') then
    perform app.free_my_hold(at);
  end if;
  return true;
end $$;

grant execute on function app.pass_on(uuid, timestamptz) to resident, staff, machine;
grant execute on function app.leave_line(uuid, timestamptz) to resident;

reset role;

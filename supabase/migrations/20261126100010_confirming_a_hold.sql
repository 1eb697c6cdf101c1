-- A hold becomes a reservation, or is let go. Room: booking.
set role app_owner;

-- Makes the entered subject's hold (`details.hold`) on these slots their reservation. Answers its number; null when there is
-- no such hold any more, or its slot was closed. One that is over and that nobody has needed yet is still theirs.
create function app.confirm_hold(at timestamptz, card uuid, request uuid, slot_ids uuid[], details jsonb) returns text
language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  mine record;
begin
  update app.reservations r set state = 'confirmed', held_until = null, request_id = request, booked_at = at,
    language = details ->> 'language', mail = details ->> 'mail', telephone = details ->> 'telephone',
    policy_version = (details ->> 'policyVersion')::integer
  where r.tenant_id = tenant and r.id = (details ->> 'hold')::uuid and r.subject_id = app.subject_id() and r.state = 'held'
    and slot_ids = array(
      select s.id from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null and s.state = 'open' and s.starts_at > at
      order by s.starts_at)
  returning r.id, r.number, r.venue_id into mine;
  if not found then return null; end if;
  -- As app.write_booking does: a function for both would cost every booking a tenth of its time.
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
    kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  values (tenant, mine.id, app.subject_id(), details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
    details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
    details ->> 'proxyReason', (details ->> 'hasNotice')::boolean, details ? 'changedSinceApplication',
    details ? 'guardianIsOnRecord');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.booked', jsonb_build_object('reservationId', mine.id, 'venueId', mine.venue_id));
  return mine.number;
end $$;

-- Frees what the entered subject holds, if anything.
create function app.free_my_hold(at timestamptz) returns void language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  mine uuid;
begin
  select r.id into mine from app.reservations r
  where r.tenant_id = tenant and r.subject_id = app.subject_id() and r.state = 'held';
  if not found then return; end if;
  perform from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
  where h.tenant_id = tenant and h.reservation_id = mine and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  update app.reservations r set state = 'expired' where r.tenant_id = tenant and r.id = mine and r.state = 'held';
  if found then perform app.free_places(mine, at); end if;
end $$;

grant execute on function app.free_my_hold(timestamptz),
  app.confirm_hold(timestamptz, uuid, uuid, uuid[], jsonb) to resident;

reset role;

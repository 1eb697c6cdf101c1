-- A form that is sent again is answered with what it booked the first time, also when no session says whose that is.
-- Room: booking. Without a letter a session that is over is replaced by a fresh one, so a double tap comes from two strangers.
set role app_owner;

-- Opens a session for whoever sends a form again that has booked, and answers the reservation; null when it is not the same
-- form. What makes it safe: `request` are 122 random bits that only this one form holds, and procedure, name and birth date
-- must be the same besides. Only of a booking without a letter, and only as long as a session may last.
create function app.rejoin_booking(request uuid, details jsonb, session uuid, secret bytea, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  booked record;
begin
  select r.id, r.subject_id into booked
  from app.reservations r
  join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
  where r.tenant_id = app.tenant_id() and r.request_id = request and r.channel = 'web'
    and r.booked_at > at - interval '2 hours'
    and p.card_id is null and p.procedure_code = details ->> 'procedure' and p.kana_key = details ->> 'kanaKey'
    and p.birth_date = (details ->> 'birthDate')::date;
  if booked.id is not null then
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, booked.subject_id, at, at + interval '20 minutes');
  end if;
  return booked.id;
end $$;

grant execute on function app.rejoin_booking(uuid, jsonb, uuid, bytea, timestamptz) to resident;

reset role;

-- How many wrong tries are left is said before they run out. Counted are the visitor's own (of the address, within the
-- hour), never another's: somebody who asks learns nothing of a number but what they tried themselves, and a number that
-- nobody has is counted as any other (security.md §5). Room: identity.
set role app_owner;

-- As before, and after a wrong try how many are left before the number or the address has to wait.
drop function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz);
create function app.identify_resident(
  number bytea, reservation_number text, birth date, address bytea, session uuid, secret bytea, at timestamptz,
  out outcome text, out retry_at timestamptz, out tries_left integer
) language plpgsql security definer set search_path = '' as $$
declare
  subject uuid;
  card uuid;
begin
  select g.verdict, g.retry_at into outcome, retry_at from app.guard_number(number, address, at) g;
  if outcome <> 'go-on' then return; end if;
  if reservation_number is null then
    select p.card_id, p.card_id into subject, card
    from app.inquiry_numbers n join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
    where n.tenant_id = app.tenant_id() and n.number_hmac = number and n.voided_at is null and p.birth_date = birth;
  else
    select r.subject_id, q.card_id into subject, card
    from app.reservations r
    join app.reservation_people q on q.tenant_id = r.tenant_id and q.reservation_id = r.id
    left join app.card_people p on p.tenant_id = q.tenant_id and p.card_id = q.card_id
    where r.tenant_id = app.tenant_id() and r.number = reservation_number and coalesce(p.birth_date, q.birth_date) = birth
    limit 1;
  end if;
  perform app.note_guess(number, address, at, subject is not null);
  outcome := case when subject is null then 'not-found' else 'identified' end;
  if subject is null then
    select least(5 - count(*) filter (where f.number_hmac = number), 20 - count(*), 10 - count(distinct f.number_hmac))
    into tries_left from app.guess_failures f
    where f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour';
  else
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, card_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, subject, card, at, at + interval '20 minutes');
  end if;
end $$;

grant execute on function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz) to resident;

reset role;

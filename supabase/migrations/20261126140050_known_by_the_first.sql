-- Several people in one reservation, continued: who opens it by its number. Room: identity.
set role app_owner;

-- As before; known by a number is the first of the people: whose reservation it is. A child's birth date opens nothing of the
-- parent's.
create or replace function app.identify_resident(
  number bytea, reservation_number text, birth date, address bytea, session uuid, secret bytea, at timestamptz,
  proved boolean default false,
  out outcome text, out retry_at timestamptz, out tries_left integer, out alarm boolean
) language plpgsql security definer set search_path = '' as $$
declare
  subject uuid;
  card uuid;
begin
  alarm := false;
  if not proved and app.many_guesses(at) then
    outcome := 'proof-needed';
    return;
  end if;
  select g.verdict, g.retry_at into outcome, retry_at from app.guard_number(number, address, at) g;
  if outcome <> 'go-on' then return; end if;
  if reservation_number is null then
    select p.card_id, p.card_id into subject, card
    from app.inquiry_numbers n join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
    where n.tenant_id = app.tenant_id() and n.number_hmac = number and n.voided_at is null and p.birth_date = birth;
  else
    select r.subject_id, q.card_id into subject, card
    from app.reservations r
    join app.reservation_people q on q.tenant_id = r.tenant_id and q.reservation_id = r.id and q.position = 1
    left join app.card_people p on p.tenant_id = q.tenant_id and p.card_id = q.card_id
    where r.tenant_id = app.tenant_id() and r.number = reservation_number and coalesce(p.birth_date, q.birth_date) = birth
    limit 1;
  end if;
  alarm := app.note_guess(number, address, at, subject is not null);
  outcome := case when subject is null then 'not-found' else 'identified' end;
  if subject is null then
    select greatest(0, least(5 - count(*) filter (where f.number_hmac = number), most.failures - count(*),
      most.numbers - count(distinct f.number_hmac)))
    into tries_left
    from app.tries_of_an_address(at) most left join app.guess_failures f
      on f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour'
    group by most.failures, most.numbers;
  else
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, card_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, subject, card, at, at + interval '20 minutes');
  end if;
end $$;

reset role;

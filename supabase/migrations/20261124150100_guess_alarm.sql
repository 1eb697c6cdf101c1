-- Many addresses that guess a little each: 300 failures within an hour in one municipality raise an alarm, and as long as
-- they stand each address may fail only a few times. Room: identity. Rule: security.md §5, 3
set role app_owner;

alter table app.guess_failures add column raised_alarm boolean not null default false;
create index on app.guess_failures (tenant_id, failed_at);

-- Does the alarm stand? Counts no further than it has to: under attack this is asked with every guess.
create function app.many_guesses(at timestamptz) returns boolean language sql stable as $$
  select count(*) >= 300 from (
    select from app.guess_failures f
    where f.tenant_id = app.tenant_id() and f.failed_at > at - interval '1 hour' limit 300) f
$$;

-- Volatile: behind a lock it has to see what others have committed meanwhile.
create function app.alarm_was_raised(at timestamptz) returns boolean language sql volatile as $$
  select exists (
    select from app.guess_failures f
    where f.tenant_id = app.tenant_id() and f.failed_at > at - interval '1 hour' and f.raised_alarm)
$$;

-- How often one address may fail within an hour, and at how many numbers; less while the alarm stands. Whoever reads their own
-- letter still has their tries, also from an address that has not failed yet; nobody's right number is locked by it.
create function app.tries_of_an_address(at timestamptz, out failures integer, out numbers integer) language sql stable as $$
  select case when a.stands then 5 else 20 end, case when a.stands then 3 else 10 end
  from (select app.many_guesses(at) as stands) a
$$;

-- As before, with these limits.
create or replace function app.guard_number(
  number bytea, address bytea, at timestamptz, out verdict text, out retry_at timestamptz
) language plpgsql security definer set search_path = '' as $$
declare
  guard app.number_guards;
  fails integer;
  numbers integer;
  most record;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(address, 'hex'), 0));
  insert into app.number_guards as g (tenant_id, number_hmac, seen_at) values (app.tenant_id(), number, at)
  on conflict (tenant_id, number_hmac) do update set seen_at = at where g.tenant_id = app.tenant_id()
  returning * into guard;
  select * into most from app.tries_of_an_address(at);
  select count(*), count(distinct f.number_hmac) into fails, numbers from app.guess_failures f
  where f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour';
  verdict := case
    when guard.lifetime >= 100 then 'number-locked'
    when guard.locked_until > at then 'number-locked'
    when fails >= most.failures or numbers >= most.numbers then 'too-many-tries'
    else 'go-on' end;
  retry_at := case when verdict = 'number-locked' then guard.locked_until
                   when verdict = 'too-many-tries' then at + interval '1 hour' end;
end $$;

-- As before, and answers whether this failure raises the alarm: the first one above the limit, then one an hour. Those above
-- the limit take turns until one has raised it; the lock is the last that a guess takes.
drop function app.note_guess(bytea, bytea, timestamptz, boolean);
create function app.note_guess(number bytea, address bytea, at timestamptz, identified boolean) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  failure uuid;
begin
  if identified then
    update app.number_guards g set failures = 0, locked_until = null
    where g.tenant_id = app.tenant_id() and g.number_hmac = number and g.failures > 0;
    return false;
  end if;
  insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
  values (app.tenant_id(), address, number, at) returning id into failure;
  update app.number_guards g set failures = g.failures + 1, lifetime = g.lifetime + 1,
    locked_until = case when g.failures + 1 >= 5 then at + interval '15 minutes' * (2 ^ least(g.failures - 4, 12)) end
  where g.tenant_id = app.tenant_id() and g.number_hmac = number;

  if not app.many_guesses(at) or app.alarm_was_raised(at) then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(app.tenant_id()::text, 1));
  if app.alarm_was_raised(at) then return false; end if;
  update app.guess_failures f set raised_alarm = true where f.tenant_id = app.tenant_id() and f.id = failure;
  return true;
end $$;

-- As before, and whether it raised the alarm: told once an hour, with nothing about whoever guessed.
drop function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz);
create function app.identify_resident(
  number bytea, reservation_number text, birth date, address bytea, session uuid, secret bytea, at timestamptz,
  out outcome text, out retry_at timestamptz, out tries_left integer, out alarm boolean
) language plpgsql security definer set search_path = '' as $$
declare
  subject uuid;
  card uuid;
begin
  alarm := false;
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

grant execute on function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz) to resident;

reset role;

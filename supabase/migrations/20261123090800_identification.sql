-- Identification: a resident without an account is known by a letter's 照会番号 (or a reservation number) and a birth date.
-- Room: identity. Limits: security.md §5. These functions are the only way: role resident cannot read what they compare.
set role app_owner;

create table app.number_guards (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  number_hmac  bytea       not null,
  failures     integer     not null default 0, -- in a row
  lifetime     integer     not null default 0,
  locked_until timestamptz,
  seen_at      timestamptz not null,
  primary key (tenant_id, id),
  constraint a_number_has_one_guard unique (tenant_id, number_hmac)
);
create table app.guess_failures (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  address_hmac bytea       not null,
  number_hmac  bytea       not null,
  failed_at    timestamptz not null,
  primary key (tenant_id, id)
);
create index on app.guess_failures (tenant_id, address_hmac, failed_at);
select app.raise_wall('app.number_guards'), app.raise_wall('app.guess_failures');
create policy "identification guards each number" on app.number_guards
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "identification counts the failures" on app.guess_failures
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
-- The purge sees how old a row is and never whose it is: no number, no address, no secret.
grant select (tenant_id, id, failed_at), delete on app.guess_failures to machine;
grant select (tenant_id, id, failures, lifetime, locked_until, seen_at), delete on app.number_guards to machine;
create policy "the purge sees old failures" on app.guess_failures for select to machine using (tenant_id = app.tenant_id());
create policy "the purge forgets old failures" on app.guess_failures for delete to machine using (tenant_id = app.tenant_id());
create policy "the purge sees idle guards" on app.number_guards for select to machine using (tenant_id = app.tenant_id());
create policy "the purge forgets idle guards" on app.number_guards for delete to machine using (tenant_id = app.tenant_id());

-- May another try be made? Guesses from one address queue up, and guesses at one number (the guard's row lock), always in
-- this order: a hundred at once are counted like a hundred in a row.
create function app.guard_number(number bytea, address bytea, at timestamptz, out verdict text, out retry_at timestamptz)
language plpgsql security definer set search_path = '' as $$
declare
  guard app.number_guards;
  fails integer;
  numbers integer;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(address, 'hex'), 0));
  insert into app.number_guards as g (tenant_id, number_hmac, seen_at) values (app.tenant_id(), number, at)
  on conflict (tenant_id, number_hmac) do update set seen_at = at where g.tenant_id = app.tenant_id()
  returning * into guard;
  select count(*), count(distinct f.number_hmac) into fails, numbers from app.guess_failures f
  where f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour';
  verdict := case
    when guard.lifetime >= 100 then 'number-locked'
    when guard.locked_until > at then 'number-locked'
    when fails >= 20 or numbers >= 10 then 'too-many-tries'
    else 'go-on' end;
  retry_at := case when verdict = 'number-locked' then guard.locked_until
                   when verdict = 'too-many-tries' then at + interval '1 hour' end;
end $$;

-- 5 failures in a row lock a number for 15 minutes, doubling; known and unknown numbers behave alike.
create function app.note_guess(number bytea, address bytea, at timestamptz, identified boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if identified then
    update app.number_guards g set failures = 0, locked_until = null
    where g.tenant_id = app.tenant_id() and g.number_hmac = number and g.failures > 0;
    return;
  end if;
  insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
  values (app.tenant_id(), address, number, at);
  update app.number_guards g set failures = g.failures + 1, lifetime = g.lifetime + 1,
    locked_until = case when g.failures + 1 >= 5 then at + interval '15 minutes' * (2 ^ least(g.failures - 4, 12)) end
  where g.tenant_id = app.tenant_id() and g.number_hmac = number;
end $$;

-- By letter (`number` is the HMAC of a 照会番号) or by reservation (`number` is the HMAC of its number, for the guard alone).
-- Answers 'identified', or one and the same refusal whatever was wrong: 'not-found', 'number-locked', 'too-many-tries'.
create function app.identify_resident(
  number bytea, reservation_number text, birth date, address bytea, session uuid, secret bytea, at timestamptz,
  out outcome text, out retry_at timestamptz
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
  if subject is not null then
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, card_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, subject, card, at, at + interval '20 minutes');
  end if;
end $$;

grant execute on function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz) to resident;

reset role;

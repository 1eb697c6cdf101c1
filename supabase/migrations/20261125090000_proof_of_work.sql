-- A robot pays for what a person does once: a proof (a solved challenge or a wait that is over) counts once, an address
-- waits for one thing at a time, and identification asks for a proof while the alarm stands. Room: identity.
-- Rule: security.md §5, 3 and 5; docs/decisions/0014
set role app_owner;

create table app.used_proofs (
  tenant_id uuid        not null references app.tenants (id) on delete restrict,
  id        uuid        not null default app.uuid_v7(),
  proof     bytea       not null,
  until     timestamptz not null, -- from then on it would be too old anyway
  primary key (tenant_id, id),
  constraint a_proof_is_used_once unique (tenant_id, proof)
);
create index on app.used_proofs (tenant_id, until);
create table app.waiting_lines (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  address_hmac bytea       not null,
  free_at      timestamptz not null, -- when the last of the line has waited
  primary key (tenant_id, id),
  constraint an_address_has_one_line unique (tenant_id, address_hmac)
);
select app.raise_wall('app.used_proofs'), app.raise_wall('app.waiting_lines');
create policy "identification counts each proof once" on app.used_proofs
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "identification keeps the waiting lines" on app.waiting_lines
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
-- The purge sees how old a row is, and no address.
grant select (tenant_id, id, until), delete on app.used_proofs to machine;
grant select (tenant_id, id, free_at), delete on app.waiting_lines to machine;
create policy "the purge sees old proofs" on app.used_proofs for select to machine using (tenant_id = app.tenant_id());
create policy "the purge forgets old proofs" on app.used_proofs for delete to machine using (tenant_id = app.tenant_id());
create policy "the purge sees idle lines" on app.waiting_lines for select to machine using (tenant_id = app.tenant_id());
create policy "the purge forgets idle lines" on app.waiting_lines for delete to machine using (tenant_id = app.tenant_id());

-- Was this proof still unused? It is used now.
create function app.spend_proof(proof bytea, until timestamptz) returns boolean
language sql volatile security definer set search_path = '' as $$
  with used as (
    insert into app.used_proofs (tenant_id, proof, until) values (app.tenant_id(), proof, until)
    on conflict on constraint a_proof_is_used_once do nothing returning id
  )
  select exists (select from used)
$$;

-- Puts somebody at the end of their address' line, each of whom waits so many seconds after the one before. Answers when
-- they have waited; null when the line is five minutes long.
create function app.join_line(address bytea, seconds integer, at timestamptz) returns timestamptz
language sql volatile security definer set search_path = '' as $$
  insert into app.waiting_lines as l (tenant_id, address_hmac, free_at)
  values (app.tenant_id(), address, at + make_interval(secs => seconds))
  on conflict on constraint an_address_has_one_line
  do update set free_at = greatest(l.free_at, at) + make_interval(secs => seconds)
  where l.tenant_id = app.tenant_id() and l.free_at < at + interval '5 minutes'
  returning l.free_at
$$;

-- As before, and 'proof-needed' while the alarm stands and none was shown: nothing is looked at then, and nothing counted.
drop function app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz);
create function app.identify_resident(
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

grant execute on function app.spend_proof(bytea, timestamptz), app.join_line(bytea, integer, timestamptz),
  app.identify_resident(bytea, text, date, bytea, uuid, bytea, timestamptz, boolean) to resident;

reset role;

-- Residents' sessions: whose pages a secret opens. Room: identity. Rule: security.md §5, 4
-- These functions are the only way: no program's role can read a session's hash.
set role app_owner;

create table app.resident_sessions (
  tenant_id  uuid        not null references app.tenants (id) on delete restrict,
  id         uuid        not null default app.uuid_v7(),
  token_hash bytea       not null,
  subject_id uuid        not null,
  card_id    uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  constraint a_resident_secret_is_used_once unique (tenant_id, token_hash)
);
create index on app.resident_sessions (tenant_id, card_id);
select app.raise_wall('app.resident_sessions');
create policy "identification keeps the residents' sessions" on app.resident_sessions
  for all to app_owner using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
-- The purge sees when a session is over, and not whose it is.
grant select (tenant_id, id, expires_at), delete on app.resident_sessions to machine;
create policy "the purge sees when a session is over" on app.resident_sessions
  for select to machine using (tenant_id = app.tenant_id());
create policy "the purge forgets sessions that are over" on app.resident_sessions
  for delete to machine using (tenant_id = app.tenant_id());

-- A session for somebody who holds no letter: a subject of its own, who owns what is booked in it.
create function app.welcome_resident(session uuid, secret bytea, at timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, created_at, expires_at)
  values (app.tenant_id(), session, secret, app.uuid_v7(), at, at + interval '20 minutes')
$$;

-- Whose session a secret opens; nulls when there is none or it is over. It lasts 20 minutes, begins anew with a page in the
-- last 15 of them (so a page need not cost a write), and ends after 2 hours in any case.
create function app.resident_session(secret bytea, at timestamptz, out subject uuid, out card uuid, out expires timestamptz)
language plpgsql security definer set search_path = '' as $$
declare
  slid timestamptz;
begin
  select s.subject_id, s.card_id, s.expires_at into subject, card, expires from app.resident_sessions s
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.expires_at > at and s.ended_at is null;
  if subject is not null and expires < at + interval '15 minutes' then
    -- Never waits: a batch that holds a slot must not meet, in a ring, the session of somebody who waits for that slot.
    update app.resident_sessions s set expires_at = least(at + interval '20 minutes', s.created_at + interval '2 hours')
    where s.tenant_id = app.tenant_id() and s.id = (
      select x.id from app.resident_sessions x
      where x.tenant_id = app.tenant_id() and x.token_hash = secret and x.ended_at is null for update skip locked)
    returning s.expires_at into slid;
    expires := coalesce(slid, expires);
  end if;
end $$;

create function app.end_resident_session(secret bytea, at timestamptz) returns void
language sql volatile security definer set search_path = '' as $$
  update app.resident_sessions s set ended_at = at
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null
$$;

grant execute on function app.welcome_resident(uuid, bytea, timestamptz), app.resident_session(bytea, timestamptz),
  app.end_resident_session(bytea, timestamptz) to resident;

reset role;

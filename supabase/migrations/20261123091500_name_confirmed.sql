-- Names: a holder's name that has lost a character (〓) is made certain by an officer before a letter bears it.
-- Room: issuance/letters. It is no custody event, since no card moves, and is kept like one: never changed or removed.
set role app_owner;

create table app.name_checks (
  tenant_id   uuid        not null references app.tenants (id) on delete restrict,
  id          uuid        not null default app.uuid_v7(),
  card_id     uuid        not null,
  outcome     text        not null,
  name_before text        not null, -- names are byte-exact, before and after
  name_after  text        not null,
  kana_before text,
  kana_after  text,
  reason      text        not null,
  actor_id    uuid        not null,
  terminal    text        not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  foreign key (tenant_id, actor_id) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_name_check_corrects_or_confirms check (outcome in ('corrected', 'confirmed')),
  constraint a_confirmed_name_stays_as_it_was check (outcome <> 'confirmed'
    or (name_after = name_before and kana_after is not distinct from kana_before))
);
create index on app.name_checks (tenant_id, card_id);

-- As before, and for every table that forgets nothing.
create or replace function app.refuse_to_forget() returns trigger language plpgsql as $$
begin
  raise exception '% are never changed or removed', replace(tg_table_name, '_', ' ') using errcode = 'P0403';
end $$;
create trigger name_checks_are_append_only before update or delete or truncate on app.name_checks
  for each statement execute function app.refuse_to_forget();

grant select on app.name_checks to staff;
grant insert (tenant_id, card_id, outcome, name_before, name_after, kana_before, kana_after, reason, actor_id, terminal,
        occurred_at) on app.name_checks to staff;
grant update (name, kana, name_key, kana_key) on app.card_people to staff;
select app.raise_wall('app.name_checks');
create policy "staff read how a name was made certain" on app.name_checks
  for select to staff using (tenant_id = app.tenant_id());
create policy "staff write down how a name was made certain" on app.name_checks
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff correct a name" on app.card_people
  for update to staff using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

reset role;

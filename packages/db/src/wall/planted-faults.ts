const planted = `create table app.planted (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
  alter table app.planted owner to app_owner;`

/** For each rule of supabase/tests/tenant_wall_catalogue.sql, what somebody could do by mistake that breaks it. */
export const faults: Record<string, string> = {
  R01: 'alter table app.cards disable row level security',
  R02: 'alter table app.cards no force row level security',
  R03: planted,
  R04: 'create table app.planted (tenant_id uuid)',
  R05: `create policy "a door that looks walled" on app.cards for select to staff using (tenant_id = app.tenant_id() or true)`,
  R06: `create policy "a door without a check" on app.cards for update to staff using (tenant_id = app.tenant_id())`,
  R07: 'create policy "a door for everybody" on app.cards for select using (tenant_id = app.tenant_id())',
  R08: `create policy "a door that asks" on app.cards for select to staff
    using (tenant_id = app.tenant_id() and exists (select from app.venues))`,
  R09: 'create view app.planted as select * from app.cards',
  R10: `create materialized view app.planted as select * from app.cards; grant select on app.planted to resident`,
  R11: `create foreign data wrapper planted; create server planted foreign data wrapper planted;
    create foreign table app.planted (id uuid) server planted; grant select on app.planted to staff`,
  R12: `${planted} alter table app.cards add constraint planted_key unique (id);
    alter table app.planted add foreign key (id) references app.cards (id)`,
  R13: 'create unique index planted on app.cards (notice_number, tenant_id)',
  R14: `create function app.planted() returns int language sql security definer as 'select 1'`,
  R15: `create function app.planted() returns int language sql as 'select 1'`,
  R16: 'alter role machine bypassrls',
  R17: 'create table app.planted (); alter table app.planted owner to staff',
  R18: 'grant staff to web_booking',
  R19: 'grant truncate on app.cards to machine',
  R20: 'grant select on app.cards to public',
  R21: 'create table app.planted ()',
  R22: `create function app.planted() returns int language sql security definer set search_path = '' as 'select 1'`,
  R23: 'alter table app.cards add column planted bigint generated always as identity',
  R24: 'create table app.planted (id uuid primary key, tenant_id uuid not null)',
  R25: 'grant create on schema app to machine',
  W01: 'drop policy "tenant wall" on app.slots',
  W02: 'create policy planted on app.cards for select to staff using (tenant_id = app.tenant_id())',
  W03: 'grant update on app.cards to staff',
  W04: 'create role planted login; grant staff to planted',
  W05: 'grant usage on schema app to authenticated',
  W06: 'grant select on app.cards to anon',
  W07: 'grant select (name) on app.card_people to service_role',
  W08: 'grant execute on function app.tenant_directory(text) to anon',
  W09: 'create table app.planted ()',
  W10: 'alter role resident login',
  W11: 'grant staff to web_staff with inherit true',
  W12: `create function app.planted() returns text language sql as $$ select set_config('app.tenant_id', '', true) $$`,
  W13: `alter table app.operators add column tenant_id uuid, add column card_id uuid,
    add foreign key (tenant_id, card_id) references app.cards (tenant_id, id)`,
  W14: 'grant select on app.venues to web_booking',
  W15: 'grant select on app.venues to staff with grant option',
  W16: 'create policy "a resident sees every municipality" on app.tenants for select to resident using (true)',
  W17: `create function app.planted() returns bigint language sql security definer set search_path = ''
    as 'select count(*) from app.cards'`,
}

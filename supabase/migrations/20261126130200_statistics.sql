-- 統計: what is counted, how it stays quick, and who took figures out of the product. Room: statistics
set role app_owner;

-- The forecast asks which cards expire in which month.
create index cards_by_expiry on app.cards (tenant_id, expires_on) where expires_on is not null;

-- What was written to a file, by whom: nothing of it, only that it was.
create table app.data_exports (
  tenant_id uuid        not null references app.tenants (id) on delete restrict,
  id        uuid        not null default app.uuid_v7(),
  what      text        not null,
  format    text        not null,
  from_day  date        not null,
  until_day date        not null,
  made_by   uuid        not null,
  made_at   timestamptz not null,
  terminal  text        not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, made_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint what_is_exported_is_known check (what in ('statistics')),
  constraint an_export_has_a_known_format check (format in ('csv', 'xlsx'))
);
create index on app.data_exports (tenant_id, made_at);
create trigger data_exports_are_append_only before update or delete or truncate on app.data_exports
  for each statement execute function app.refuse_to_forget();
grant select on app.data_exports to staff;
grant insert (tenant_id, what, format, from_day, until_day, made_by, made_at, terminal) on app.data_exports to staff;
select app.raise_wall('app.data_exports');
create policy "staff see what was taken out" on app.data_exports
  for select to staff using (tenant_id = app.tenant_id());
create policy "staff write down what they take out" on app.data_exports
  for insert to staff with check (tenant_id = app.tenant_id());

reset role;

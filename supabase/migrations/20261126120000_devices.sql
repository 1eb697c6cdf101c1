-- Devices: what stands in an office and works by a key of its own: a call board, a kiosk, a ticket machine. Room: queue.
-- The key is shown once; here is only its hash, from which nobody makes the key (docs/decisions/0016).
set role app_owner;

create table app.devices (
  tenant_id    uuid        not null references app.tenants (id) on delete restrict,
  id           uuid        not null default app.uuid_v7(),
  venue_id     uuid        not null,
  kind         text        not null,
  name         text        not null,
  key_hash     bytea       not null,
  made_by      uuid        not null,
  made_at      timestamptz not null,
  revoked_by   uuid,
  revoked_at   timestamptz,
  last_seen_at timestamptz, -- of a machine; boards and kiosks leave no trace of looking
  primary key (tenant_id, id),
  foreign key (tenant_id, venue_id) references app.venues (tenant_id, id) on delete restrict,
  foreign key (tenant_id, made_by) references app.staff_members (tenant_id, id) on delete restrict,
  foreign key (tenant_id, revoked_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_key_opens_one_device unique (tenant_id, key_hash),
  constraint a_device_is_of_a_known_kind check (kind in ('board', 'kiosk', 'machine')),
  constraint a_device_has_a_name check (char_length(name) between 1 and 40),
  constraint a_key_is_kept_as_its_hash check (octet_length(key_hash) = 32),
  constraint what_was_revoked_says_by_whom check (revoked_at is null or revoked_by is not null)
);

grant select (tenant_id, id, venue_id, kind, key_hash, revoked_at) on app.devices to resident;
grant select on app.devices to staff, machine;
grant insert (tenant_id, id, venue_id, kind, name, key_hash, made_by, made_at), update (revoked_by, revoked_at)
  on app.devices to staff;
grant update (last_seen_at) on app.devices to machine;
select app.raise_wall('app.devices');
create policy "programs are told which device a key opens" on app.devices
  for select to resident, staff, machine using (tenant_id = app.tenant_id());
create policy "staff give a device its key" on app.devices
  for insert to staff with check (tenant_id = app.tenant_id());
create policy "staff take a key away, and a machine is noted when it is seen" on app.devices
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

reset role;

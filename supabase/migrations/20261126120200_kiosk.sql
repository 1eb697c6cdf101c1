-- Kiosks and ticket machines: whoever holds a device's key may look one reservation up by its number, check it in at the device's
-- venue, and take a number. Two functions are all they can do; everything else stays closed to them. Room: queue.
set role app_owner;

-- The owner of the tables may already change a reservation ("whoever frees holds ends them").
create policy "a key is compared with those of the devices" on app.devices
  for select to app_owner using (tenant_id = app.tenant_id());
create policy "a device gives a number out" on app.tickets
  for insert to app_owner with check (tenant_id = app.tenant_id());
create policy "a device writes down which number it gave" on app.ticket_events
  for insert to app_owner with check (tenant_id = app.tenant_id());

-- A machine gives numbers out through the function below, like a kiosk, and no other way.
revoke insert on app.tickets, app.ticket_events from machine;
drop policy "the office gives a number out" on app.tickets;
create policy "the office gives a number out" on app.tickets
  for insert to staff with check (tenant_id = app.tenant_id());
drop policy "staff and machines write down what they did with a number" on app.ticket_events;
create policy "staff write down what they did with a number" on app.ticket_events
  for insert to staff with check (tenant_id = app.tenant_id());

-- The reservation of this number, for the rules to look at: when and where, and how it stands. Nothing of a person.
create function app.reservation_at_device(device_key bytea, asked_number text)
returns table (id uuid, venue_id uuid, lane_id uuid, starts_at timestamptz, state text)
language sql stable security definer set search_path = '' as $$
  select r.id, r.venue_id, r.lane_id, r.starts_at, r.state
  from app.devices d join app.reservations r on r.tenant_id = d.tenant_id
  where d.tenant_id = app.tenant_id() and d.key_hash = device_key and d.kind in ('kiosk', 'machine') and d.revoked_at is null
    and r.tenant_id = app.tenant_id() and r.number = asked_number
$$;

-- Gives a number out at the device's venue, and checks its reservation in when there is one. False: the key opens nothing, or the
-- reservation is not to be checked in here any more. The rules have been asked before; this holds what must be so.
create function app.ticket_at_device(device_key bytea, reservation uuid, lane uuid, request uuid, ticket uuid, given_label text,
  turn timestamptz, given_at timestamptz, on_day date) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  tenant constant uuid := app.tenant_id();
  device app.devices;
begin
  select * into device from app.devices d
  where d.tenant_id = tenant and d.key_hash = device_key and d.kind in ('kiosk', 'machine') and d.revoked_at is null;
  if not found then return false; end if;
  if reservation is not null then
    update app.reservations r set state = 'checked_in', checked_in_at = given_at, version = r.version + 1
    where r.tenant_id = tenant and r.id = reservation and r.state = 'confirmed' and r.venue_id = device.venue_id;
    if not found then return false; end if;
  end if;
  insert into app.tickets (tenant_id, id, request_id, venue_id, lane_id, day, label, reservation_id, source, turn_at, issued_at)
  values (tenant, ticket, request, device.venue_id, lane, on_day, given_label, reservation, device.kind, turn, given_at);
  insert into app.ticket_events (tenant_id, ticket_id, act, from_state, to_state, device_id, occurred_at)
  values (tenant, ticket, 'issue', 'waiting', 'waiting', device.id, given_at);
  return true;
end $$;

grant execute on function app.reservation_at_device(bytea, text),
  app.ticket_at_device(bytea, uuid, uuid, uuid, uuid, text, timestamptz, timestamptz, date) to resident, machine;

reset role;

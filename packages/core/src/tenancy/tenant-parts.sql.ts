import type { Tx } from '@madoguchi/db'
import type { TenantId } from '../kernel.ts'
import type { TenantShape } from './tenant-shape.ts'

// Each of these makes one section of a municipality say what its folder says. What a reservation or a card may point at
// (venues, lanes) is only ever made inactive.

type Save<Section extends keyof TenantShape> = (
  tx: Tx,
  id: TenantId,
  wanted: TenantShape[Section],
) => Promise<unknown>

const saveHosts: Save<'hosts'> = async (tx, id, wanted) => {
  await tx`delete from app.tenant_hosts where tenant_id = ${id} and host <> all (${Object.keys(wanted)})`
  await tx`
    insert into app.tenant_hosts (host, tenant_id, program)
    select h.key, ${id}, h.value ->> 'program' from jsonb_each(${tx.json(wanted)}) h
    on conflict (host) do update set program = excluded.program where tenant_hosts.tenant_id = ${id}`
}

const saveVenues: Save<'venues'> = async (tx, id, wanted) => {
  await tx`
    update app.venues set active = false where tenant_id = ${id} and code <> all (${Object.keys(wanted)})`
  await tx`
    insert into app.venues (tenant_id, code, name, details, position, confirmed)
    select ${id}, v.key, v.value -> 'name', v.value -> 'details', (v.value ->> 'position')::integer,
      (v.value ->> 'confirmed')::boolean
    from jsonb_each(${tx.json(wanted as never)}) v
    on conflict (tenant_id, code) do update set name = excluded.name, details = excluded.details,
      position = excluded.position, confirmed = excluded.confirmed, active = true`
  // The root of each venue's tree of places: where a card is before anybody has put it away.
  await tx`
    update app.places p set label = v.name ->> 'ja' from app.venues v
    where p.tenant_id = ${id} and v.tenant_id = ${id} and p.venue_id = v.id and p.kind = 'venue'`
  await tx`
    insert into app.places (tenant_id, kind, venue_id, label)
    select v.tenant_id, 'venue', v.id, v.name ->> 'ja' from app.venues v
    where v.tenant_id = ${id} and not exists (
      select from app.places p where p.tenant_id = ${id} and p.venue_id = v.id and p.kind = 'venue')`
}

const saveLanes: Save<'lanes'> = async (tx, id, wanted) => {
  await tx`
    update app.lanes set active = false where tenant_id = ${id} and code <> all (${Object.keys(wanted)})`
  await tx`
    insert into app.lanes (tenant_id, code, name, procedure_codes)
    select ${id}, l.key, l.value -> 'name', array(select jsonb_array_elements_text(l.value -> 'procedures'))
    from jsonb_each(${tx.json(wanted as never)}) l
    on conflict (tenant_id, code) do update set name = excluded.name,
      procedure_codes = excluded.procedure_codes, active = true`
}

const saveAddresses: Save<'addresses'> = async (tx, id, wanted) => {
  await tx`
    delete from app.address_ranges where tenant_id = ${id} and range::text <> all (${Object.keys(wanted)})`
  await tx`
    insert into app.address_ranges (tenant_id, range, label)
    select ${id}, a.key::cidr, a.value ->> 'label' from jsonb_each(${tx.json(wanted)}) a
    on conflict (tenant_id, range) do update set label = excluded.label`
}

const saveAnnouncements: Save<'announcements'> = async (tx, id, wanted) => {
  await tx`
    delete from app.announcements
    where tenant_id = ${id} and code like 'notices/%' and code <> all (${Object.keys(wanted)})`
  await tx`
    insert into app.announcements (tenant_id, code, kind, title, body, shown_from, shown_until)
    select ${id}, a.key, a.value ->> 'kind', a.value -> 'title', a.value -> 'body',
      (a.value ->> 'from')::timestamptz, (a.value ->> 'until')::timestamptz
    from jsonb_each(${tx.json(wanted as never)}) a
    on conflict (tenant_id, code) do update set kind = excluded.kind, title = excluded.title,
      body = excluded.body, shown_from = excluded.shown_from, shown_until = excluded.shown_until`
}

/** The sections that are written as a whole when anything in them has changed. */
export const saveParts = {
  hosts: saveHosts,
  venues: saveVenues,
  lanes: saveLanes,
  addresses: saveAddresses,
  announcements: saveAnnouncements,
}

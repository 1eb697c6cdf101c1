-- Who comes to the counter for a person, and why somebody else does: asked once, when the place is booked, so that
-- everybody gets their own list of papers (domain.md §6.3). The words of the lists are in papers.json, the rules in
-- core/booking/papers-rules.ts.
set role app_owner;

alter table app.reservation_people
  add comer                     text    not null default 'self',
  add proxy_reason              text, -- says who is ill: seen by the resident and by staff, in no job, log or address
  add has_notice                boolean, -- null: the procedure has no postcard
  add changed_since_application boolean not null default false,
  add guardian_on_record        boolean not null default false,
  add constraint a_comer_is_known check (comer in ('self', 'with-guardian', 'guardian-alone', 'proxy')),
  add constraint a_proxy_has_one_of_the_known_reasons check (proxy_reason is null or (comer = 'proxy' and proxy_reason in
    ('ward', 'curatee', 'child', 'student', 'aged', 'hospital', 'disability', 'facility', 'care', 'pregnancy', 'abroad',
     'seafarer', 'withdrawn')));

grant insert (comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  on app.reservation_people to resident, staff;

-- As before, and who comes: what is not said is the person themselves.
create or replace function app.write_booking(
  at timestamptz, card uuid, request uuid, new_id uuid, new_number text, slot_ids uuid[], first app.slots, length integer,
  wanted integer, details jsonb
) returns void language plpgsql volatile as $$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := app.subject_id();
begin
  insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
    places, channel, state, language, mail, telephone, policy_version, booked_at)
  values (tenant, new_id, request, new_number, subject, first.venue_id, first.lane_id, first.starts_at,
    length, wanted, 'web', 'confirmed', details ->> 'language', details ->> 'mail',
    details ->> 'telephone', (details ->> 'policyVersion')::integer, at);
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  select tenant, new_id, s, subject, wanted, 'web' from unnest(slot_ids) s;
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
    kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  values (tenant, new_id, subject, details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
    details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
    details ->> 'proxyReason', (details ->> 'hasNotice')::boolean, details ? 'changedSinceApplication',
    details ? 'guardianIsOnRecord');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.booked', jsonb_build_object('reservationId', new_id, 'venueId', first.venue_id));
end $$;

-- What was said about who comes, as every room reads it: booking, the counter, the mails.
create function app.coming_of(p app.reservation_people) returns jsonb language sql stable as $$
  select jsonb_build_object('comer', p.comer, 'reason', p.proxy_reason, 'hasNotice', p.has_notice,
    'changedSinceApplication', p.changed_since_application, 'guardianIsOnRecord', p.guardian_on_record)
$$;
grant execute on function app.coming_of(app.reservation_people) to resident, staff, machine;

reset role;

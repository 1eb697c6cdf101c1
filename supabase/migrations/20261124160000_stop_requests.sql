-- The form of a national stop, sent twice, announces it once. Room: national.
set role app_owner;

alter table app.national_stops
  add column request_id uuid not null default app.uuid_v7(); -- minted with the form
alter table app.national_stops alter column request_id drop default;
-- Sent again with other days or hours, as after going back, it is another stop; so it is once the first was withdrawn.
create unique index a_form_announces_a_stop_once on app.national_stops
  (request_id, from_day, until_day, from_time, until_time) nulls not distinct where withdrawn_at is null;
grant insert (request_id) on app.national_stops to operator;

reset role;

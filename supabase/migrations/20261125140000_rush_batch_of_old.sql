-- A database that was migrated before 2026-11-24 knows the batch of the rush path with one argument more, and lets
-- web_booking run only that one. Where it never existed, this changes nothing. Room: booking.
set role app_owner;
drop function if exists app.take_places_batch(uuid, timestamptz, uuid[], jsonb);
grant execute on function app.take_places_batch(uuid, timestamptz, jsonb) to web_booking;
reset role;

-- app.change_reservation takes places of the web, so it is the residents' alone. When the office changes a reservation, that
-- is another function's work, which takes places of the telephone or the counter. Room: booking
set role app_owner;

revoke execute on function app.change_reservation(uuid, uuid[], timestamptz) from staff;

reset role;

-- Who did not come: set by the clock once the venue has closed, and taken back by an officer. Room: booking.
set role app_owner;

-- 来庁なし is written down by no officer. Everything else about a reservation is somebody's act.
alter table app.reservation_events
  alter column actor_id drop not null,
  add constraint only_the_clock_needs_no_officer check (actor_id is not null or act = 'miss');

reset role;

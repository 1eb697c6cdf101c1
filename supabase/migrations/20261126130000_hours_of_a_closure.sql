-- 臨時閉庁 of some hours of its days: an outage from ten to noon does not close the afternoon. Rooms: tenancy, calendar-changes
set role app_owner;

alter table app.calendar_exceptions
  add column from_time  time, -- of a closure, the same on each of its days; null: the whole day
  add column until_time time,
  add constraint the_hours_of_a_closure_have_two_ends check ((from_time is null) = (until_time is null)),
  add constraint only_a_closure_is_of_some_hours check (from_time is null or kind = 'closure'),
  add constraint the_hours_of_a_closure_end_after_they_begin check (until_time > from_time);
grant select (from_time, until_time) on app.calendar_exceptions to resident, machine;
grant insert (from_time, until_time) on app.calendar_exceptions to staff;

reset role;

-- Whom the office moved or called off and no mail reaches is told by telephone, by post or at the counter: who did, and when.
set role app_owner;

alter table app.calendar_act_items
  add column told_by uuid,
  add column told_at timestamptz,
  add foreign key (tenant_id, told_by) references app.staff_members (tenant_id, id) on delete restrict,
  add constraint what_was_told_says_by_whom check (told_at is null or told_by is not null),
  add constraint only_what_was_done_is_told check (told_at is null or state = 'done');
grant update (told_by, told_at) on app.calendar_act_items to staff;

reset role;

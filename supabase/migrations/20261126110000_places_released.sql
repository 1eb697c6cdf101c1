-- Places that are kept for a channel, or open later, and those that are only expected to stay empty.
-- Room: availability. Limits rise when release_at has come; a job sees to it, no reader does.
set role app_owner;

alter table app.slots
  add column release_at timestamptz, -- when a limit rises next; null: it stays as it is
  add column expected integer not null default 0, -- of the capacity: 見込みの定員, places that are likely to stay empty
  add constraint the_expected_places_are_part_of_the_capacity check (expected >= 0 and expected <= capacity);
grant insert (release_at, expected) on app.slots to machine;
grant update (release_at, expected) on app.slots to machine;
-- Whoever books changes counters only: this index is written when slots are made and when they are opened.
create index slots_tenant_id_release_at_idx on app.slots (tenant_id, release_at) where release_at is not null;

reset role;

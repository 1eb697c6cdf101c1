-- Arrivals: how many names an import holds that have to be confirmed, and a file that was read as another kind than the
-- officer chose: its rows wait aside until the officer has agreed. Room: issuance/arrivals.
set role app_owner;

alter table app.arrival_imports
  add column rows_unclear   integer not null default 0,
  add column profile_chosen text,
  add column columns_wrong  text[]  not null default '{}',
  drop constraint an_import_state_is_known,
  add constraint an_import_state_is_known
    check (state in ('staging', 'mismatched', 'staged', 'committing', 'committed', 'discarded', 'failed'));

grant update (rows_unclear, profile, profile_chosen, columns_wrong) on app.arrival_imports to staff;

reset role;

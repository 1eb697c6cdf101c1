-- Arrivals: a card-arrival file is staged row by row (dry run), then its good rows become cards.
-- Room: issuance/arrivals. A row that holds what looks like a 個人番号 is stored masked, never as it came.
set role app_owner;

create table app.arrival_imports (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  file_name      text        not null,
  file_digest    bytea,
  profile        text        not null,
  encoding       text,
  state          text        not null default 'staging',
  failure        text,
  rows_good      integer     not null default 0,
  rows_bad       integer     not null default 0,
  rows_done      integer     not null default 0,
  rows_unchanged integer     not null default 0,
  created_by     uuid        not null,
  created_at     timestamptz not null,
  committed_at   timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, created_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint an_import_state_is_known check (state in ('staging', 'staged', 'committing', 'committed', 'discarded', 'failed'))
);
create index on app.arrival_imports (tenant_id, created_by);
create table app.arrival_rows (
  tenant_id uuid    not null references app.tenants (id) on delete restrict,
  id        uuid    not null default app.uuid_v7(),
  import_id uuid    not null,
  line      integer not null,
  state     text    not null,
  cells     jsonb   not null,
  arrival   jsonb,
  problems  jsonb   not null default '[]',
  card_id   uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, import_id) references app.arrival_imports (tenant_id, id) on delete restrict,
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  constraint a_line_is_staged_once unique (tenant_id, import_id, line),
  constraint a_row_state_is_known check (state in ('good', 'bad', 'done', 'unchanged', 'dropped'))
);
create index on app.arrival_rows (tenant_id, import_id, state, line);
create index on app.arrival_rows (tenant_id, card_id);

grant select on app.arrival_imports, app.arrival_rows to staff, machine;
grant insert (tenant_id, id, file_name, file_digest, profile, encoding, created_by, created_at),
      update (file_digest, encoding, state, failure, rows_good, rows_bad, rows_done, rows_unchanged, committed_at)
  on app.arrival_imports to staff, machine;
grant insert (tenant_id, import_id, line, state, cells, arrival, problems),
      update (state, cells, arrival, problems, card_id) on app.arrival_rows to staff, machine;
grant delete on app.arrival_rows to staff, machine; -- a discarded dry run keeps no personal data
select app.raise_wall('app.arrival_imports'), app.raise_wall('app.arrival_rows');

create policy "staff see the imports" on app.arrival_imports
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff begin an import" on app.arrival_imports
  for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "staff carry an import on" on app.arrival_imports
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "staff see the staged rows" on app.arrival_rows
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff stage rows" on app.arrival_rows
  for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "staff correct and commit rows" on app.arrival_rows
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "staff discard the rows of a dry run" on app.arrival_rows
  for delete to staff, machine using (tenant_id = app.tenant_id());

reset role;

-- Schema app as the migrations leave it, read from the catalogue. Not applied anywhere: it is here to be reviewed.
-- Written by `npm run schema:dump`; packages/db/src/wall/schema-dump.test.ts says when it is out of date.

grant usage on schema app to machine;
grant usage on schema app to operator;
grant usage on schema app to resident;
grant usage on schema app to staff;
grant usage on schema app to web_api;
grant usage on schema app to web_booking;
grant usage on schema app to web_operator;
grant usage on schema app to web_staff;

create table app.address_ranges (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  range cidr not null,
  label text not null,
  constraint address_ranges_pkey PRIMARY KEY (tenant_id, id),
  constraint an_address_range_is_listed_once UNIQUE (tenant_id, range),
  constraint address_ranges_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.address_ranges owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.address_ranges as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the staff gate reads the address list" on app.address_ranges as permissive for select to staff using ((tenant_id = app.tenant_id()));
grant select on app.address_ranges to staff;

create table app.announcements (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  code text not null,
  kind text not null default 'information'::text,
  title jsonb not null,
  body jsonb not null,
  shown_from timestamp with time zone not null,
  shown_until timestamp with time zone,
  constraint announcements_pkey PRIMARY KEY (tenant_id, id),
  constraint an_announcement_has_one_code UNIQUE (tenant_id, code),
  constraint announcements_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint an_announcement_kind_is_known CHECK ((kind = ANY (ARRAY['information'::text, 'maintenance'::text, 'emergency'::text])))
);
alter table app.announcements owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.announcements as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone reads the announcements" on app.announcements as permissive for select to machine, resident, staff using ((tenant_id = app.tenant_id()));
grant select on app.announcements to machine;
grant select on app.announcements to resident;
grant select on app.announcements to staff;

create table app.arrival_imports (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  file_name text not null,
  file_digest bytea,
  profile text not null,
  encoding text,
  state text not null default 'staging'::text,
  failure text,
  rows_good integer not null default 0,
  rows_bad integer not null default 0,
  rows_done integer not null default 0,
  rows_unchanged integer not null default 0,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  committed_at timestamp with time zone,
  rows_unclear integer not null default 0,
  profile_chosen text,
  columns_wrong text[] not null default '{}'::text[],
  constraint arrival_imports_pkey PRIMARY KEY (tenant_id, id),
  constraint arrival_imports_tenant_id_created_by_fkey FOREIGN KEY (tenant_id, created_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint arrival_imports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint an_import_state_is_known CHECK ((state = ANY (ARRAY['staging'::text, 'mismatched'::text, 'staged'::text, 'committing'::text, 'committed'::text, 'discarded'::text, 'failed'::text])))
);
alter table app.arrival_imports owner to app_owner; -- row security on, forced
CREATE INDEX arrival_imports_tenant_id_created_by_idx ON app.arrival_imports USING btree (tenant_id, created_by);
create policy "tenant wall" on app.arrival_imports as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff begin an import" on app.arrival_imports as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
create policy "staff carry an import on" on app.arrival_imports as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see the imports" on app.arrival_imports as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.arrival_imports to machine;
grant select on app.arrival_imports to staff;
grant insert (tenant_id, id, file_name, file_digest, profile, encoding, created_by, created_at) on app.arrival_imports to machine;
grant insert (tenant_id, id, file_name, file_digest, profile, encoding, created_by, created_at) on app.arrival_imports to staff;
grant update (file_digest, encoding, state, failure, rows_good, rows_bad, rows_done, rows_unchanged, committed_at, rows_unclear) on app.arrival_imports to machine;
grant update (file_digest, profile, encoding, state, failure, rows_good, rows_bad, rows_done, rows_unchanged, committed_at, rows_unclear, profile_chosen, columns_wrong) on app.arrival_imports to staff;

create table app.arrival_rows (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  import_id uuid not null,
  line integer not null,
  state text not null,
  cells jsonb not null,
  arrival jsonb,
  problems jsonb not null default '[]'::jsonb,
  card_id uuid,
  constraint arrival_rows_pkey PRIMARY KEY (tenant_id, id),
  constraint a_line_is_staged_once UNIQUE (tenant_id, import_id, line),
  constraint arrival_rows_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint arrival_rows_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint arrival_rows_tenant_id_import_id_fkey FOREIGN KEY (tenant_id, import_id) REFERENCES app.arrival_imports(tenant_id, id) ON DELETE RESTRICT,
  constraint a_row_state_is_known CHECK ((state = ANY (ARRAY['good'::text, 'bad'::text, 'done'::text, 'unchanged'::text, 'dropped'::text])))
);
alter table app.arrival_rows owner to app_owner; -- row security on, forced
CREATE INDEX arrival_rows_tenant_id_card_id_idx ON app.arrival_rows USING btree (tenant_id, card_id);
CREATE INDEX arrival_rows_tenant_id_import_id_state_line_idx ON app.arrival_rows USING btree (tenant_id, import_id, state, line);
create policy "tenant wall" on app.arrival_rows as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff correct and commit rows" on app.arrival_rows as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff discard the rows of a dry run" on app.arrival_rows as permissive for delete to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff see the staged rows" on app.arrival_rows as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff stage rows" on app.arrival_rows as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
grant delete, select on app.arrival_rows to machine;
grant delete, select on app.arrival_rows to staff;
grant insert (tenant_id, import_id, line, state, cells, arrival, problems) on app.arrival_rows to machine;
grant insert (tenant_id, import_id, line, state, cells, arrival, problems) on app.arrival_rows to staff;
grant update (state, cells, arrival, problems, card_id) on app.arrival_rows to machine;
grant update (state, cells, arrival, problems, card_id) on app.arrival_rows to staff;

create table app.calendar_act_items (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  act_id uuid not null,
  reservation_id uuid not null,
  version integer not null,
  decision text not null,
  to_slots uuid[],
  state text not null default 'pending'::text,
  problem text,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  told_by uuid,
  told_at timestamp with time zone,
  constraint calendar_act_items_pkey PRIMARY KEY (tenant_id, id),
  constraint a_reservation_is_decided_once_in_an_act UNIQUE (tenant_id, act_id, reservation_id),
  constraint calendar_act_items_tenant_id_act_id_fkey FOREIGN KEY (tenant_id, act_id) REFERENCES app.calendar_acts(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_act_items_tenant_id_decided_by_fkey FOREIGN KEY (tenant_id, decided_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_act_items_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint calendar_act_items_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_act_items_tenant_id_told_by_fkey FOREIGN KEY (tenant_id, told_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint a_decision_is_known CHECK ((decision = ANY (ARRAY['keep'::text, 'move'::text, 'cancel'::text, 'offer'::text]))),
  constraint a_failure_says_why CHECK (((state = 'failed'::text) = (problem IS NOT NULL))),
  constraint a_move_says_where_to CHECK (((decision = ANY (ARRAY['move'::text, 'offer'::text])) = (to_slots IS NOT NULL))),
  constraint a_problem_is_known CHECK ((problem = ANY (ARRAY['changed-meanwhile'::text, 'cancelled-meanwhile'::text, 'over'::text, 'full'::text, 'closed'::text, 'no-such-slot'::text]))),
  constraint an_item_is_settled_at_some_time CHECK (((state = 'pending'::text) = (settled_at IS NULL))),
  constraint an_item_state_is_known CHECK ((state = ANY (ARRAY['pending'::text, 'done'::text, 'failed'::text, 'stopped'::text]))),
  constraint only_what_was_done_is_told CHECK (((told_at IS NULL) OR (state = 'done'::text))),
  constraint what_was_told_says_by_whom CHECK (((told_at IS NULL) OR (told_by IS NOT NULL)))
);
alter table app.calendar_act_items owner to app_owner; -- row security on, forced
CREATE INDEX calendar_act_items_tenant_id_reservation_id_idx ON app.calendar_act_items USING btree (tenant_id, reservation_id);
CREATE INDEX calendar_act_items_to_do ON app.calendar_act_items USING btree (tenant_id, act_id, id) WHERE (state = 'pending'::text);
create policy "tenant wall" on app.calendar_act_items as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff decide about a reservation" on app.calendar_act_items as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff decide again and the jobs settle" on app.calendar_act_items as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see what became of each reservation" on app.calendar_act_items as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.calendar_act_items to machine;
grant select on app.calendar_act_items to staff;
grant insert (tenant_id, act_id, reservation_id, version, decision, to_slots, decided_by, decided_at) on app.calendar_act_items to staff;
grant update (state, problem, settled_at) on app.calendar_act_items to machine;
grant update (version, decision, to_slots, state, problem, decided_by, decided_at, settled_at, told_by, told_at) on app.calendar_act_items to staff;

create table app.calendar_acts (
  tenant_id uuid not null,
  id uuid not null,
  exception_id uuid not null,
  change text not null,
  reason jsonb not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  cause text,
  not_before timestamp with time zone,
  begun_at timestamp with time zone,
  undone_by uuid,
  undone_at timestamp with time zone,
  answer_by timestamp with time zone,
  constraint calendar_acts_pkey PRIMARY KEY (tenant_id, id),
  constraint a_change_is_made_once UNIQUE (tenant_id, exception_id, change),
  constraint calendar_acts_tenant_id_exception_id_fkey FOREIGN KEY (tenant_id, exception_id) REFERENCES app.calendar_exceptions(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_acts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint calendar_acts_tenant_id_made_by_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_acts_tenant_id_undone_by_fkey FOREIGN KEY (tenant_id, undone_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint a_cause_is_known CHECK ((cause = ANY (ARRAY['system'::text, 'weather'::text, 'other'::text]))),
  constraint a_change_adds_or_withdraws CHECK ((change = ANY (ARRAY['add'::text, 'withdraw'::text]))),
  constraint an_act_is_carried_out_or_undone CHECK (((begun_at IS NULL) OR (undone_at IS NULL))),
  constraint what_was_undone_says_by_whom CHECK (((undone_at IS NULL) OR (undone_by IS NOT NULL)))
);
alter table app.calendar_acts owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.calendar_acts as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff change the calendar" on app.calendar_acts as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff see how the calendar was changed" on app.calendar_acts as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff undo an act before the jobs begin it" on app.calendar_acts as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
grant select on app.calendar_acts to machine;
grant select on app.calendar_acts to staff;
grant insert (tenant_id, id, exception_id, change, reason, made_by, made_at, cause, not_before, answer_by) on app.calendar_acts to staff;
grant update (begun_at) on app.calendar_acts to machine;
grant update (undone_by, undone_at) on app.calendar_acts to staff;

create table app.calendar_exceptions (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  from_day date not null,
  until_day date not null,
  venues text[],
  lanes text[],
  hours jsonb,
  reason jsonb not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  from_time time without time zone,
  until_time time without time zone,
  constraint calendar_exceptions_pkey PRIMARY KEY (tenant_id, id),
  constraint calendar_exceptions_tenant_id_added_by_fkey FOREIGN KEY (tenant_id, added_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint calendar_exceptions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint calendar_exceptions_tenant_id_withdrawn_by_fkey FOREIGN KEY (tenant_id, withdrawn_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint an_exception_ends_after_it_begins CHECK ((until_day >= from_day)),
  constraint an_exception_kind_is_known CHECK ((kind = ANY (ARRAY['closure'::text, 'opening'::text]))),
  constraint an_exception_withdrawn_says_by_whom CHECK (((withdrawn_at IS NULL) OR (withdrawn_by IS NOT NULL))),
  constraint an_opening_says_where_and_when CHECK ((((kind = 'opening'::text) = (hours IS NOT NULL)) AND ((kind = 'closure'::text) OR (venues IS NOT NULL)))),
  constraint only_a_closure_is_of_some_hours CHECK (((from_time IS NULL) OR (kind = 'closure'::text))),
  constraint the_hours_of_a_closure_end_after_they_begin CHECK ((until_time > from_time)),
  constraint the_hours_of_a_closure_have_two_ends CHECK (((from_time IS NULL) = (until_time IS NULL)))
);
alter table app.calendar_exceptions owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.calendar_exceptions as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone sees when the municipality is closed or open besides" on app.calendar_exceptions as permissive for select to machine, resident, staff using ((tenant_id = app.tenant_id()));
create policy "staff close or open days" on app.calendar_exceptions as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff withdraw what they have closed or opened" on app.calendar_exceptions as permissive for update to staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
grant select on app.calendar_exceptions to staff;
grant insert (tenant_id, id, kind, from_day, until_day, venues, lanes, hours, reason, added_by, added_at, from_time, until_time) on app.calendar_exceptions to staff;
grant select (tenant_id, id, kind, from_day, until_day, venues, lanes, hours, reason, added_at, withdrawn_at, from_time, until_time) on app.calendar_exceptions to machine;
grant select (tenant_id, id, kind, from_day, until_day, venues, lanes, hours, reason, added_at, withdrawn_at, from_time, until_time) on app.calendar_exceptions to resident;
grant update (withdrawn_by, withdrawn_at) on app.calendar_exceptions to staff;

create table app.card_people (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  card_id uuid not null,
  name text not null,
  kana text,
  name_key text not null,
  kana_key text,
  birth_date date not null,
  postal_code text,
  address text,
  telephone text,
  mail text,
  latin_words text default app.latin_words(name),
  constraint card_people_pkey PRIMARY KEY (tenant_id, id),
  constraint a_card_belongs_to_one_person UNIQUE (tenant_id, card_id),
  constraint card_people_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint card_people_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.card_people owner to app_owner; -- row security on, forced
CREATE INDEX card_people_tenant_id_idx ON app.card_people USING btree (tenant_id) WHERE (latin_words IS NOT NULL);
CREATE INDEX card_people_tenant_id_kana_key_idx ON app.card_people USING btree (tenant_id, kana_key text_pattern_ops);
CREATE INDEX card_people_tenant_id_name_key_idx ON app.card_people USING btree (tenant_id, name_key text_pattern_ops);
create policy "tenant wall" on app.card_people as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident sees their own name" on app.card_people as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (card_id = app.subject_id())));
create policy "identification compares the birth date" on app.card_people as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "staff correct a name" on app.card_people as permissive for update to staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see whose card it is" on app.card_people as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff write down whose card it is" on app.card_people as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
grant select on app.card_people to machine;
grant select on app.card_people to staff;
grant insert (tenant_id, card_id, name, kana, name_key, kana_key, birth_date, postal_code, address) on app.card_people to machine;
grant insert (tenant_id, card_id, name, kana, name_key, kana_key, birth_date, postal_code, address) on app.card_people to staff;
grant select (tenant_id, id, card_id, name, birth_date) on app.card_people to resident;
grant update (name, kana, name_key, kana_key) on app.card_people to staff;

create table app.cards (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  application_id text not null,
  notice_number text,
  serial_number text,
  kind text not null,
  venue_id uuid not null,
  place_id uuid,
  box_number text,
  applied_on date,
  issued_on date,
  expires_on date,
  deadline_on date,
  signature_certificate boolean,
  user_certificate boolean,
  state text not null default 'expected'::text,
  event_seq integer not null default 0,
  event_hash bytea,
  state_since timestamp with time zone,
  constraint cards_pkey PRIMARY KEY (tenant_id, id),
  constraint a_notice_number_has_one_card UNIQUE (tenant_id, notice_number),
  constraint an_application_has_one_card UNIQUE (tenant_id, application_id),
  constraint cards_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint cards_tenant_id_place_id_fkey FOREIGN KEY (tenant_id, place_id) REFERENCES app.places(tenant_id, id) ON DELETE RESTRICT,
  constraint cards_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint a_card_kind_is_known CHECK ((kind = ANY (ARRAY['new'::text, 'renewal'::text, 'reissue'::text, 'express'::text, 'abroad'::text]))),
  constraint an_application_id_has_23_digits CHECK ((application_id ~ '^[0-9]{23}$'::text))
);
alter table app.cards owner to app_owner; -- row security on, forced
CREATE INDEX cards_by_expiry ON app.cards USING btree (tenant_id, expires_on) WHERE (expires_on IS NOT NULL);
CREATE INDEX cards_tenant_id_place_id_idx ON app.cards USING btree (tenant_id, place_id);
CREATE INDEX cards_tenant_id_state_idx ON app.cards USING btree (tenant_id, state);
CREATE INDEX cards_tenant_id_venue_id_idx ON app.cards USING btree (tenant_id, venue_id);
CREATE TRIGGER a_card_lies_where_its_place_is BEFORE UPDATE OF place_id ON app.cards FOR EACH ROW WHEN ((new.place_id IS NOT NULL)) EXECUTE FUNCTION app.keep_card_venue();
CREATE TRIGGER a_new_card_lies_where_its_place_is BEFORE INSERT ON app.cards FOR EACH ROW WHEN ((new.place_id IS NOT NULL)) EXECUTE FUNCTION app.keep_card_venue();
create policy "tenant wall" on app.cards as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident sees their own card" on app.cards as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (id = app.subject_id())));
create policy "an operator counts the cards" on app.cards as permissive for select to operator using ((tenant_id = app.tenant_id()));
create policy "identification sees the card of a letter that was shown" on app.cards as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "staff move a card on" on app.cards as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see every card" on app.cards as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff take a card in" on app.cards as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
grant select on app.cards to machine;
grant select on app.cards to staff;
grant insert (tenant_id, id, application_id, notice_number, serial_number, kind, venue_id, box_number, applied_on, issued_on, expires_on, deadline_on, signature_certificate, user_certificate) on app.cards to machine;
grant insert (tenant_id, id, application_id, notice_number, serial_number, kind, venue_id, box_number, applied_on, issued_on, expires_on, deadline_on, signature_certificate, user_certificate) on app.cards to staff;
grant select (tenant_id, id, kind, venue_id, expires_on, deadline_on, state, state_since) on app.cards to resident;
grant select (tenant_id, id, state) on app.cards to operator;
grant update (place_id, deadline_on, state, event_seq, event_hash, state_since) on app.cards to machine;
grant update (place_id, deadline_on, state, event_seq, event_hash, state_since) on app.cards to staff;

create table app.counters (
  tenant_id uuid not null,
  name text not null,
  value bigint not null default 0,
  constraint counters_pkey PRIMARY KEY (tenant_id, name),
  constraint counters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.counters owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.counters as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "programs begin a counter" on app.counters as permissive for insert to machine, resident, staff with check ((tenant_id = app.tenant_id()));
create policy "programs move a counter on" on app.counters as permissive for update to machine, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "programs read the counters" on app.counters as permissive for select to machine, resident, staff using ((tenant_id = app.tenant_id()));
grant select on app.counters to machine;
grant select on app.counters to resident;
grant select on app.counters to staff;
grant insert (tenant_id, name, value) on app.counters to machine;
grant insert (tenant_id, name, value) on app.counters to resident;
grant insert (tenant_id, name, value) on app.counters to staff;
grant update (value) on app.counters to machine;
grant update (value) on app.counters to resident;
grant update (value) on app.counters to staff;

create table app.custody_events (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  card_id uuid not null,
  seq integer not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  from_place_id uuid,
  to_place_id uuid,
  actor_id uuid not null,
  second_actor_id uuid,
  terminal text not null,
  reservation_id uuid,
  reason text,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  previous_hash bytea,
  hash bytea not null,
  note text,
  constraint custody_events_pkey PRIMARY KEY (tenant_id, id),
  constraint the_events_of_a_card_are_numbered_without_gap_or_double UNIQUE (tenant_id, card_id, seq),
  constraint custody_events_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint custody_events_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint custody_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint custody_events_tenant_id_from_place_id_fkey FOREIGN KEY (tenant_id, from_place_id) REFERENCES app.places(tenant_id, id) ON DELETE RESTRICT,
  constraint custody_events_tenant_id_second_actor_id_fkey FOREIGN KEY (tenant_id, second_actor_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint custody_events_tenant_id_to_place_id_fkey FOREIGN KEY (tenant_id, to_place_id) REFERENCES app.places(tenant_id, id) ON DELETE RESTRICT,
  constraint a_note_is_short CHECK (((char_length(note) >= 1) AND (char_length(note) <= 200)))
);
alter table app.custody_events owner to app_owner; -- row security on, forced
CREATE TRIGGER custody_events_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.custody_events FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.custody_events as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident reads why the hand-over of their card was broken off" on app.custody_events as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (card_id = app.subject_id()) AND (act = 'break_off'::text)));
create policy "staff add to the custody of a card" on app.custody_events as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
create policy "staff read the custody of a card" on app.custody_events as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.custody_events to machine;
grant select on app.custody_events to staff;
grant insert (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id, second_actor_id, terminal, reservation_id, reason, occurred_at, previous_hash, hash, note) on app.custody_events to machine;
grant insert (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id, second_actor_id, terminal, reservation_id, reason, occurred_at, previous_hash, hash, note) on app.custody_events to staff;
grant select (tenant_id, id, card_id, seq, act, reason) on app.custody_events to resident;

create table app.data_exports (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  what text not null,
  format text not null,
  from_day date not null,
  until_day date not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  terminal text not null,
  constraint data_exports_pkey PRIMARY KEY (tenant_id, id),
  constraint data_exports_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint data_exports_tenant_id_made_by_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint an_export_has_a_known_format CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text]))),
  constraint what_is_exported_is_known CHECK ((what = 'statistics'::text))
);
alter table app.data_exports owner to app_owner; -- row security on, forced
CREATE INDEX data_exports_tenant_id_made_at_idx ON app.data_exports USING btree (tenant_id, made_at);
CREATE TRIGGER data_exports_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.data_exports FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.data_exports as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see what was taken out" on app.data_exports as permissive for select to staff using ((tenant_id = app.tenant_id()));
create policy "staff write down what they take out" on app.data_exports as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
grant select on app.data_exports to staff;
grant insert (tenant_id, what, format, from_day, until_day, made_by, made_at, terminal) on app.data_exports to staff;

create table app.devices (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  venue_id uuid not null,
  kind text not null,
  name text not null,
  key_hash bytea not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  revoked_by uuid,
  revoked_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  constraint devices_pkey PRIMARY KEY (tenant_id, id),
  constraint a_key_opens_one_device UNIQUE (tenant_id, key_hash),
  constraint devices_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint devices_tenant_id_made_by_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint devices_tenant_id_revoked_by_fkey FOREIGN KEY (tenant_id, revoked_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint devices_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint a_device_has_a_name CHECK (((char_length(name) >= 1) AND (char_length(name) <= 40))),
  constraint a_device_is_of_a_known_kind CHECK ((kind = ANY (ARRAY['board'::text, 'kiosk'::text, 'machine'::text]))),
  constraint a_key_is_kept_as_its_hash CHECK ((octet_length(key_hash) = 32)),
  constraint what_was_revoked_says_by_whom CHECK (((revoked_at IS NULL) OR (revoked_by IS NOT NULL)))
);
alter table app.devices owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.devices as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a key is compared with those of the devices" on app.devices as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "programs are told which device a key opens" on app.devices as permissive for select to machine, resident, staff using ((tenant_id = app.tenant_id()));
create policy "staff give a device its key" on app.devices as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff take a key away, and a machine is noted when it is seen" on app.devices as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
grant select on app.devices to machine;
grant select on app.devices to staff;
grant insert (tenant_id, id, venue_id, kind, name, key_hash, made_by, made_at) on app.devices to staff;
grant select (tenant_id, id, venue_id, kind, key_hash, revoked_at) on app.devices to resident;
grant update (last_seen_at) on app.devices to machine;
grant update (revoked_by, revoked_at) on app.devices to staff;

create table app.guess_failures (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  address_hmac bytea not null,
  number_hmac bytea not null,
  failed_at timestamp with time zone not null,
  raised_alarm boolean not null default false,
  constraint guess_failures_pkey PRIMARY KEY (tenant_id, id),
  constraint guess_failures_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.guess_failures owner to app_owner; -- row security on, forced
CREATE INDEX guess_failures_tenant_id_address_hmac_failed_at_idx ON app.guess_failures USING btree (tenant_id, address_hmac, failed_at);
CREATE INDEX guess_failures_tenant_id_failed_at_idx ON app.guess_failures USING btree (tenant_id, failed_at);
create policy "tenant wall" on app.guess_failures as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification counts the failures" on app.guess_failures as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the purge forgets old failures" on app.guess_failures as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the purge sees old failures" on app.guess_failures as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete on app.guess_failures to machine;
grant select (tenant_id, id, failed_at) on app.guess_failures to machine;

create table app.holiday_imports (
  id uuid not null default app.uuid_v7(),
  file_name text not null,
  digest text not null,
  days jsonb not null,
  problems jsonb not null default '[]'::jsonb,
  uploaded_by uuid not null,
  uploaded_at timestamp with time zone not null,
  changes jsonb,
  approved_by uuid,
  approved_at timestamp with time zone,
  constraint holiday_imports_pkey PRIMARY KEY (id),
  constraint holiday_imports_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES app.operators(id) ON DELETE RESTRICT,
  constraint holiday_imports_uploaded_by_fkey FOREIGN KEY (uploaded_by) REFERENCES app.operators(id) ON DELETE RESTRICT,
  constraint an_approval_has_who_and_when CHECK ((((approved_at IS NULL) = (approved_by IS NULL)) AND ((approved_at IS NULL) = (changes IS NULL))))
);
alter table app.holiday_imports owner to app_owner; -- row security on, forced
create policy "an operator approves a holiday file" on app.holiday_imports as permissive for update to operator using (true) with check (true);
create policy "an operator uploads a holiday file" on app.holiday_imports as permissive for insert to operator with check (true);
create policy "operators see the holiday files" on app.holiday_imports as permissive for select to operator using (true);
grant select on app.holiday_imports to operator;
grant insert (id, file_name, digest, days, problems, uploaded_by, uploaded_at) on app.holiday_imports to operator;
grant update (changes, approved_by, approved_at) on app.holiday_imports to operator;

create table app.inquiry_numbers (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  card_id uuid not null,
  number_hmac bytea not null,
  sealed bytea,
  issued_at timestamp with time zone not null,
  letter_made_at timestamp with time zone,
  voided_at timestamp with time zone,
  constraint inquiry_numbers_pkey PRIMARY KEY (tenant_id, id),
  constraint an_inquiry_number_is_used_once UNIQUE (tenant_id, number_hmac),
  constraint inquiry_numbers_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint inquiry_numbers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.inquiry_numbers owner to app_owner; -- row security on, forced
CREATE INDEX letters_by_when_they_were_opened ON app.inquiry_numbers USING btree (tenant_id, letter_made_at) WHERE (letter_made_at IS NOT NULL);
CREATE INDEX letters_that_wait_for_print ON app.inquiry_numbers USING btree (tenant_id, card_id) WHERE ((sealed IS NOT NULL) AND (voided_at IS NULL));
CREATE UNIQUE INDEX a_card_has_one_live_inquiry_number ON app.inquiry_numbers USING btree (tenant_id, card_id) WHERE (voided_at IS NULL);
create policy "tenant wall" on app.inquiry_numbers as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification looks an inquiry number up" on app.inquiry_numbers as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "staff issue an inquiry number" on app.inquiry_numbers as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
create policy "staff print and void a letter" on app.inquiry_numbers as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see which letters are open" on app.inquiry_numbers as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant insert (tenant_id, card_id, number_hmac, sealed, issued_at) on app.inquiry_numbers to machine;
grant insert (tenant_id, card_id, number_hmac, sealed, issued_at) on app.inquiry_numbers to staff;
grant select (tenant_id, id, card_id, sealed, issued_at, letter_made_at, voided_at) on app.inquiry_numbers to machine;
grant select (tenant_id, id, card_id, sealed, issued_at, letter_made_at, voided_at) on app.inquiry_numbers to staff;
grant update (sealed, letter_made_at, voided_at) on app.inquiry_numbers to machine;
grant update (sealed, letter_made_at, voided_at) on app.inquiry_numbers to staff;

create table app.lanes (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  code text not null,
  name jsonb not null,
  procedure_codes text[] not null,
  active boolean not null default true,
  constraint lanes_pkey PRIMARY KEY (tenant_id, id),
  constraint a_lane_has_one_code UNIQUE (tenant_id, code),
  constraint lanes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.lanes owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.lanes as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone sees the lanes" on app.lanes as permissive for select to machine, operator, resident, staff using ((tenant_id = app.tenant_id()));
grant select on app.lanes to machine;
grant select on app.lanes to operator;
grant select on app.lanes to resident;
grant select on app.lanes to staff;

create table app.makeup_offers (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  act_id uuid not null,
  reservation_id uuid not null,
  subject_id uuid not null,
  version integer not null,
  answer_by timestamp with time zone not null,
  state text not null default 'open'::text,
  answered_at timestamp with time zone,
  answered_by uuid,
  constraint makeup_offers_pkey PRIMARY KEY (tenant_id, id),
  constraint a_reservation_is_offered_one_place_at_a_time UNIQUE (tenant_id, reservation_id, version),
  constraint makeup_offers_tenant_id_act_id_fkey FOREIGN KEY (tenant_id, act_id) REFERENCES app.calendar_acts(tenant_id, id) ON DELETE RESTRICT,
  constraint makeup_offers_tenant_id_answered_by_fkey FOREIGN KEY (tenant_id, answered_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint makeup_offers_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint makeup_offers_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint an_answer_has_its_time CHECK (((state = 'open'::text) OR (answered_at IS NOT NULL))),
  constraint an_offer_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'lapsed'::text, 'moot'::text])))
);
alter table app.makeup_offers owner to app_owner; -- row security on, forced
CREATE INDEX makeup_offers_by_act ON app.makeup_offers USING btree (tenant_id, act_id);
CREATE INDEX makeup_offers_open ON app.makeup_offers USING btree (tenant_id, answer_by) WHERE (state = 'open'::text);
create policy "tenant wall" on app.makeup_offers as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident accepts what they are offered" on app.makeup_offers as permissive for update to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (state = 'open'::text))) with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (state = ANY (ARRAY['open'::text, 'accepted'::text]))));
create policy "a resident sees what they are offered" on app.makeup_offers as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "staff see what was offered" on app.makeup_offers as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff take an answer and the jobs end an offer" on app.makeup_offers as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the jobs offer what an officer decided" on app.makeup_offers as permissive for insert to machine with check ((tenant_id = app.tenant_id()));
grant select on app.makeup_offers to machine;
grant select on app.makeup_offers to resident;
grant select on app.makeup_offers to staff;
grant insert (tenant_id, act_id, reservation_id, subject_id, version, answer_by) on app.makeup_offers to machine;
grant update (state, answered_at) on app.makeup_offers to machine;
grant update (state, answered_at) on app.makeup_offers to resident;
grant update (state, answered_at, answered_by) on app.makeup_offers to staff;

create table app.message_texts (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  kind text not null,
  language text not null,
  version integer not null,
  subject text,
  body text,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  constraint message_texts_pkey PRIMARY KEY (tenant_id, id),
  constraint a_text_has_one_version_of_a_number UNIQUE (tenant_id, kind, language, version),
  constraint message_texts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint message_texts_tenant_id_made_by_fkey FOREIGN KEY (tenant_id, made_by) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint a_text_is_whole_or_the_products CHECK (((subject IS NULL) = (body IS NULL)))
);
alter table app.message_texts owner to app_owner; -- row security on, forced
CREATE TRIGGER message_texts_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.message_texts FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.message_texts as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff put words of messages in force" on app.message_texts as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "the messenger and the office read the words of messages" on app.message_texts as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.message_texts to machine;
grant select on app.message_texts to staff;
grant insert (tenant_id, kind, language, version, subject, body, made_by, made_at) on app.message_texts to staff;

create table app.messages (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  idempotency_key text not null,
  kind text not null,
  channel text not null default 'mail'::text,
  language text not null,
  reservation_id uuid,
  recipient text not null,
  subject text not null,
  body text not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone,
  version integer not null default 1,
  tried_by uuid,
  tried_at timestamp with time zone,
  calendar text,
  constraint messages_pkey PRIMARY KEY (tenant_id, id),
  constraint a_message_is_written_once UNIQUE (tenant_id, idempotency_key),
  constraint messages_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint messages_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint a_delivery_problem_is_known CHECK ((last_error = ANY (ARRAY['bad-address'::text, 'refused'::text, 'unreachable'::text, 'other'::text]))),
  constraint a_message_channel_is_known CHECK ((channel = ANY (ARRAY['mail'::text, 'sms'::text, 'line'::text]))),
  constraint a_message_is_sent_at_some_time CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint a_message_state_is_known CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text, 'overtaken'::text])))
);
alter table app.messages owner to app_owner; -- row security on, forced
CREATE INDEX messages_tenant_id_reservation_id_idx ON app.messages USING btree (tenant_id, reservation_id);
CREATE INDEX messages_that_have_not_left ON app.messages USING btree (tenant_id, created_at) WHERE (state = ANY (ARRAY['queued'::text, 'failed'::text]));
create policy "tenant wall" on app.messages as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff have a message that failed tried again" on app.messages as permissive for update to staff using (((tenant_id = app.tenant_id()) AND (state = 'failed'::text))) with check (((tenant_id = app.tenant_id()) AND (state = 'queued'::text)));
create policy "staff see what was sent" on app.messages as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "the messenger notes the delivery" on app.messages as permissive for update to machine using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the messenger writes a message down" on app.messages as permissive for insert to machine with check ((tenant_id = app.tenant_id()));
grant select on app.messages to machine;
grant select on app.messages to staff;
grant insert (tenant_id, idempotency_key, kind, channel, language, reservation_id, recipient, subject, body, version, calendar) on app.messages to machine;
grant update (state) on app.messages to staff;
grant update (state, attempts, last_error, sent_at, tried_by, tried_at) on app.messages to machine;

create table app.name_checks (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  card_id uuid not null,
  outcome text not null,
  name_before text not null,
  name_after text not null,
  kana_before text,
  kana_after text,
  reason text not null,
  actor_id uuid not null,
  terminal text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint name_checks_pkey PRIMARY KEY (tenant_id, id),
  constraint name_checks_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint name_checks_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint name_checks_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint a_confirmed_name_stays_as_it_was CHECK (((outcome <> 'confirmed'::text) OR ((name_after = name_before) AND (NOT (kana_after IS DISTINCT FROM kana_before))))),
  constraint a_name_check_corrects_or_confirms CHECK ((outcome = ANY (ARRAY['corrected'::text, 'confirmed'::text])))
);
alter table app.name_checks owner to app_owner; -- row security on, forced
CREATE INDEX name_checks_tenant_id_card_id_idx ON app.name_checks USING btree (tenant_id, card_id);
CREATE TRIGGER name_checks_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.name_checks FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.name_checks as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff read how a name was made certain" on app.name_checks as permissive for select to staff using ((tenant_id = app.tenant_id()));
create policy "staff write down how a name was made certain" on app.name_checks as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
grant select on app.name_checks to staff;
grant insert (tenant_id, card_id, outcome, name_before, name_after, kana_before, kana_after, reason, actor_id, terminal, occurred_at) on app.name_checks to staff;

create table app.national_holidays (
  day date not null,
  name text not null,
  import_id uuid not null,
  constraint national_holidays_pkey PRIMARY KEY (day),
  constraint national_holidays_import_id_fkey FOREIGN KEY (import_id) REFERENCES app.holiday_imports(id) ON DELETE RESTRICT,
  constraint a_holiday_has_a_name CHECK ((name <> ''::text))
);
alter table app.national_holidays owner to app_owner; -- row security on, forced
CREATE INDEX national_holidays_import_id_idx ON app.national_holidays USING btree (import_id);
create policy "an operator enters the approved holidays" on app.national_holidays as permissive for insert to operator with check (true);
create policy "an operator renames a holiday" on app.national_holidays as permissive for update to operator using (true) with check (true);
create policy "an operator takes a day out of the holidays" on app.national_holidays as permissive for delete to operator using (true);
create policy "everyone knows the national holidays" on app.national_holidays as permissive for select to machine, operator, resident, staff using (true);
grant delete, select on app.national_holidays to operator;
grant select on app.national_holidays to machine;
grant select on app.national_holidays to resident;
grant select on app.national_holidays to staff;
grant insert (day, name, import_id) on app.national_holidays to operator;
grant update (name, import_id) on app.national_holidays to operator;

create table app.national_stops (
  id uuid not null default app.uuid_v7(),
  from_day date not null,
  until_day date not null,
  from_time time without time zone,
  until_time time without time zone,
  reason jsonb not null,
  added_by uuid not null,
  added_at timestamp with time zone not null,
  withdrawn_by uuid,
  withdrawn_at timestamp with time zone,
  request_id uuid not null,
  constraint national_stops_pkey PRIMARY KEY (id),
  constraint national_stops_added_by_fkey FOREIGN KEY (added_by) REFERENCES app.operators(id) ON DELETE RESTRICT,
  constraint national_stops_withdrawn_by_fkey FOREIGN KEY (withdrawn_by) REFERENCES app.operators(id) ON DELETE RESTRICT,
  constraint a_stop_ends_after_it_begins CHECK ((until_day >= from_day)),
  constraint a_stop_has_both_hours_or_none CHECK ((((from_time IS NULL) = (until_time IS NULL)) AND (until_time > from_time))),
  constraint a_withdrawal_has_who_and_when CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL)))
);
alter table app.national_stops owner to app_owner; -- row security on, forced
CREATE UNIQUE INDEX a_form_announces_a_stop_once ON app.national_stops USING btree (request_id, from_day, until_day, from_time, until_time) NULLS NOT DISTINCT WHERE (withdrawn_at IS NULL);
create policy "an operator announces a stop" on app.national_stops as permissive for insert to operator with check (true);
create policy "an operator withdraws a stop" on app.national_stops as permissive for update to operator using (true) with check (true);
create policy "everyone knows when the national systems stop" on app.national_stops as permissive for select to machine, operator, resident, staff using (true);
grant select on app.national_stops to operator;
grant insert (id, from_day, until_day, from_time, until_time, reason, added_by, added_at, request_id) on app.national_stops to operator;
grant select (id, from_day, until_day, from_time, until_time, reason, withdrawn_at) on app.national_stops to machine;
grant select (id, from_day, until_day, from_time, until_time, reason, withdrawn_at) on app.national_stops to resident;
grant select (id, from_day, until_day, from_time, until_time, reason, withdrawn_at) on app.national_stops to staff;
grant update (withdrawn_by, withdrawn_at) on app.national_stops to operator;

create table app.number_guards (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  number_hmac bytea not null,
  failures integer not null default 0,
  lifetime integer not null default 0,
  locked_until timestamp with time zone,
  seen_at timestamp with time zone not null,
  constraint number_guards_pkey PRIMARY KEY (tenant_id, id),
  constraint a_number_has_one_guard UNIQUE (tenant_id, number_hmac),
  constraint number_guards_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.number_guards owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.number_guards as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification guards each number" on app.number_guards as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the purge forgets idle guards" on app.number_guards as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the purge sees idle guards" on app.number_guards as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete on app.number_guards to machine;
grant select (tenant_id, id, failures, lifetime, locked_until, seen_at) on app.number_guards to machine;

create table app.operator_address_ranges (
  id uuid not null default app.uuid_v7(),
  range cidr not null,
  label text not null,
  constraint operator_address_ranges_pkey PRIMARY KEY (id),
  constraint operator_address_ranges_range_key UNIQUE (range)
);
alter table app.operator_address_ranges owner to app_owner; -- row security on, forced
create policy "the operator gate reads the address list" on app.operator_address_ranges as permissive for select to operator using (true);
grant select on app.operator_address_ranges to operator;

create table app.operator_sessions (
  id uuid not null default app.uuid_v7(),
  operator_id uuid not null,
  token_hash bytea not null,
  address inet not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint operator_sessions_pkey PRIMARY KEY (id),
  constraint operator_sessions_token_hash_key UNIQUE (token_hash),
  constraint operator_sessions_operator_id_fkey FOREIGN KEY (operator_id) REFERENCES app.operators(id) ON DELETE RESTRICT
);
alter table app.operator_sessions owner to app_owner; -- row security on, forced
CREATE INDEX operator_sessions_operator_id_idx ON app.operator_sessions USING btree (operator_id);
create policy "the operator gate finds a session" on app.operator_sessions as permissive for select to operator using (true);
create policy "the operator gate keeps and ends a session" on app.operator_sessions as permissive for update to operator using (true) with check (true);
create policy "the operator gate opens a session" on app.operator_sessions as permissive for insert to operator with check (true);
grant select on app.operator_sessions to operator;
grant insert (id, operator_id, token_hash, address, created_at, last_seen_at) on app.operator_sessions to operator;
grant update (last_seen_at, ended_at) on app.operator_sessions to operator;

create table app.operators (
  id uuid not null default app.uuid_v7(),
  auth_user_id uuid not null,
  login_id text not null,
  name text not null,
  active boolean not null default true,
  constraint operators_pkey PRIMARY KEY (id),
  constraint operators_auth_user_id_key UNIQUE (auth_user_id),
  constraint operators_login_id_key UNIQUE (login_id)
);
alter table app.operators owner to app_owner; -- row security on, forced
create policy "operators see each other" on app.operators as permissive for select to operator using (true);
grant select on app.operators to operator;

create table app.outbox (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  topic text not null,
  payload jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint outbox_pkey PRIMARY KEY (tenant_id, id)
);
alter table app.outbox owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.outbox as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a program leaves a message for after the commit" on app.outbox as permissive for insert to app_owner, machine, resident, staff with check ((tenant_id = app.tenant_id()));
create policy "an operator asks for slots to be made anew" on app.outbox as permissive for insert to operator with check (((tenant_id = app.tenant_id()) AND (topic = 'slots.generate'::text)));
create policy "an operator sees how long messages wait" on app.outbox as permissive for select to operator using ((tenant_id = app.tenant_id()));
create policy "staff see how long messages wait" on app.outbox as permissive for select to staff using ((tenant_id = app.tenant_id()));
create policy "the relay claims the messages" on app.outbox as permissive for update to machine using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the relay clears what it has handed on" on app.outbox as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the relay reads the messages" on app.outbox as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete, select on app.outbox to machine;
grant insert (tenant_id, topic, payload) on app.outbox to machine;
grant insert (tenant_id, topic, payload) on app.outbox to operator;
grant insert (tenant_id, topic, payload) on app.outbox to resident;
grant insert (tenant_id, topic, payload) on app.outbox to staff;
grant select (tenant_id, id, created_at) on app.outbox to operator;
grant select (tenant_id, id, topic, created_at) on app.outbox to staff;
grant update (topic) on app.outbox to machine;

create table app.places (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  parent_id uuid,
  kind text not null,
  venue_id uuid,
  label text not null,
  constraint places_pkey PRIMARY KEY (tenant_id, id),
  constraint a_place_label_is_used_once_per_parent UNIQUE NULLS NOT DISTINCT (tenant_id, parent_id, label),
  constraint places_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint places_tenant_id_parent_id_fkey FOREIGN KEY (tenant_id, parent_id) REFERENCES app.places(tenant_id, id) ON DELETE RESTRICT,
  constraint places_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint a_place_kind_is_known CHECK ((kind = ANY (ARRAY['venue'::text, 'cabinet'::text, 'case'::text, 'pocket'::text, 'tray'::text, 'transit_bag'::text, 'person'::text])))
);
alter table app.places owner to app_owner; -- row security on, forced
CREATE INDEX places_tenant_id_venue_id_idx ON app.places USING btree (tenant_id, venue_id);
CREATE TRIGGER cards_go_with_their_place AFTER UPDATE OF venue_id, parent_id ON app.places FOR EACH ROW WHEN (((new.venue_id IS DISTINCT FROM old.venue_id) OR (new.parent_id IS DISTINCT FROM old.parent_id))) EXECUTE FUNCTION app.carry_cards_along();
create policy "tenant wall" on app.places as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see the places" on app.places as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.places to machine;
grant select on app.places to staff;

create table app.policies (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  version integer not null,
  effective_from timestamp with time zone not null,
  document jsonb not null,
  digest text not null,
  constraint policies_pkey PRIMARY KEY (tenant_id, id),
  constraint a_policy_version_is_written_once UNIQUE (tenant_id, version),
  constraint policies_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.policies owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.policies as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone works under the municipality's rules" on app.policies as permissive for select to machine, operator, resident, staff using ((tenant_id = app.tenant_id()));
grant select on app.policies to machine;
grant select on app.policies to operator;
grant select on app.policies to resident;
grant select on app.policies to staff;

create table app.reservation_changes (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  reservation_id uuid not null,
  subject_id uuid not null,
  version integer not null,
  from_venue_id uuid not null,
  from_starts_at timestamp with time zone not null,
  to_venue_id uuid not null,
  to_starts_at timestamp with time zone not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  made_by text not null default 'resident'::text,
  reason jsonb,
  constraint reservation_changes_pkey PRIMARY KEY (tenant_id, id),
  constraint a_change_makes_one_version UNIQUE (tenant_id, reservation_id, version),
  constraint reservation_changes_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint reservation_changes_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint a_change_is_the_residents_or_the_offices CHECK ((made_by = ANY (ARRAY['resident'::text, 'office'::text]))),
  constraint only_the_office_gives_a_reason CHECK (((reason IS NULL) OR (made_by = 'office'::text)))
);
alter table app.reservation_changes owner to app_owner; -- row security on, forced
CREATE TRIGGER reservation_changes_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.reservation_changes FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.reservation_changes as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident leaves a trace of each change" on app.reservation_changes as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident sees how they changed their reservations" on app.reservation_changes as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "staff see how a reservation was changed" on app.reservation_changes as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "the office leaves a trace of each move" on app.reservation_changes as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
grant select on app.reservation_changes to machine;
grant select on app.reservation_changes to resident;
grant select on app.reservation_changes to staff;
grant insert (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at, to_venue_id, to_starts_at, occurred_at) on app.reservation_changes to resident;
grant insert (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at, to_venue_id, to_starts_at, occurred_at, made_by, reason) on app.reservation_changes to machine;
grant insert (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at, to_venue_id, to_starts_at, occurred_at, made_by, reason) on app.reservation_changes to staff;

create table app.reservation_corrections (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  reservation_id uuid not null,
  subject_id uuid not null,
  act text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint reservation_corrections_pkey PRIMARY KEY (tenant_id, id),
  constraint reservation_corrections_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint reservation_corrections_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint a_correction_is_of_a_known_kind CHECK ((act = ANY (ARRAY['contact'::text, 'who'::text, 'people'::text])))
);
alter table app.reservation_corrections owner to app_owner; -- row security on, forced
CREATE INDEX reservation_corrections_tenant_id_reservation_id_idx ON app.reservation_corrections USING btree (tenant_id, reservation_id);
CREATE TRIGGER reservation_corrections_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.reservation_corrections FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.reservation_corrections as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident leaves a trace of each correction" on app.reservation_corrections as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident sees what they corrected" on app.reservation_corrections as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "staff see what a resident corrected" on app.reservation_corrections as permissive for select to staff using ((tenant_id = app.tenant_id()));
grant select on app.reservation_corrections to resident;
grant select on app.reservation_corrections to staff;
grant insert (tenant_id, reservation_id, subject_id, act, occurred_at) on app.reservation_corrections to resident;

create table app.reservation_events (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  reservation_id uuid not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  reason text,
  actor_id uuid,
  terminal text not null,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  note text,
  constraint reservation_events_pkey PRIMARY KEY (tenant_id, id),
  constraint reservation_events_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint reservation_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint reservation_events_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint a_note_is_short CHECK (((char_length(note) >= 1) AND (char_length(note) <= 200))),
  constraint only_the_clock_needs_no_officer CHECK (((actor_id IS NOT NULL) OR (act = ANY (ARRAY['miss'::text, 'lapse'::text]))))
);
alter table app.reservation_events owner to app_owner; -- row security on, forced
CREATE INDEX reservation_events_tenant_id_reservation_id_idx ON app.reservation_events USING btree (tenant_id, reservation_id);
CREATE TRIGGER reservation_events_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.reservation_events FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.reservation_events as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff read what was done about a reservation" on app.reservation_events as permissive for select to staff using ((tenant_id = app.tenant_id()));
create policy "staff write down what they did about a reservation" on app.reservation_events as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
grant select on app.reservation_events to staff;
grant insert (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal, occurred_at) on app.reservation_events to machine;
grant insert (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal, occurred_at, note) on app.reservation_events to staff;

create table app.reservation_people (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  reservation_id uuid not null,
  subject_id uuid not null,
  "position" integer not null default 1,
  procedure_code text not null,
  card_id uuid,
  name text,
  kana text,
  kana_key text,
  birth_date date,
  live boolean not null default true,
  comer text not null default 'self'::text,
  proxy_reason text,
  has_notice boolean,
  changed_since_application boolean not null default false,
  guardian_on_record boolean not null default false,
  more_procedures text[] not null default '{}'::text[],
  constraint reservation_people_pkey PRIMARY KEY (tenant_id, id),
  constraint reservation_people_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint reservation_people_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint reservation_people_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint a_comer_is_known CHECK ((comer = ANY (ARRAY['self'::text, 'with-guardian'::text, 'guardian-alone'::text, 'proxy'::text]))),
  constraint a_person_does_few_things_in_one_visit CHECK ((cardinality(more_procedures) <= 3)),
  constraint a_proxy_has_one_of_the_known_reasons CHECK (((proxy_reason IS NULL) OR ((comer = 'proxy'::text) AND (proxy_reason = ANY (ARRAY['ward'::text, 'curatee'::text, 'child'::text, 'student'::text, 'aged'::text, 'hospital'::text, 'disability'::text, 'facility'::text, 'care'::text, 'pregnancy'::text, 'abroad'::text, 'seafarer'::text, 'withdrawn'::text])))))
);
alter table app.reservation_people owner to app_owner; -- row security on, forced
CREATE INDEX reservation_people_tenant_id_kana_key_idx ON app.reservation_people USING btree (tenant_id, kana_key text_pattern_ops);
CREATE INDEX reservation_people_tenant_id_reservation_id_idx ON app.reservation_people USING btree (tenant_id, reservation_id);
CREATE UNIQUE INDEX a_card_has_one_live_pickup ON app.reservation_people USING btree (tenant_id, card_id) WHERE (live AND (card_id IS NOT NULL));
CREATE UNIQUE INDEX without_a_letter_one_reservation_each ON app.reservation_people USING btree (tenant_id, subject_id) WHERE ((card_id IS NULL) AND ("position" = 1));
create policy "tenant wall" on app.reservation_people as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident names the people they book for" on app.reservation_people as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND ((card_id IS NULL) OR (card_id = app.subject_id()) OR app.letter_was_shown(card_id))));
create policy "a resident says anew who comes, and lets them go" on app.reservation_people as permissive for update to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND live)) with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident sees the people they book for" on app.reservation_people as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident takes somebody out of their own reservation" on app.reservation_people as permissive for delete to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND live AND ("position" > 1)));
create policy "identification compares a reservation's birth date" on app.reservation_people as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "staff let the people of a reservation go" on app.reservation_people as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff name the people of a reservation" on app.reservation_people as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff see the people of a reservation" on app.reservation_people as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff take somebody out of a reservation" on app.reservation_people as permissive for delete to staff using (((tenant_id = app.tenant_id()) AND live AND ("position" > 1)));
grant delete, select on app.reservation_people to resident;
grant delete, select on app.reservation_people to staff;
grant select on app.reservation_people to machine;
grant insert (tenant_id, reservation_id, subject_id, "position", procedure_code, card_id, name, kana, kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record, more_procedures) on app.reservation_people to resident;
grant insert (tenant_id, reservation_id, subject_id, "position", procedure_code, card_id, name, kana, kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record, more_procedures) on app.reservation_people to staff;
grant update (live) on app.reservation_people to machine;
grant update (procedure_code, live, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record, more_procedures) on app.reservation_people to resident;
grant update (procedure_code, live, more_procedures) on app.reservation_people to staff;

create table app.reservation_slots (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  reservation_id uuid not null,
  slot_id uuid not null,
  subject_id uuid not null,
  places integer not null,
  channel text not null,
  freed_at timestamp with time zone,
  constraint reservation_slots_pkey PRIMARY KEY (tenant_id, id),
  constraint reservation_slots_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint reservation_slots_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint reservation_slots_tenant_id_slot_id_fkey FOREIGN KEY (tenant_id, slot_id) REFERENCES app.slots(tenant_id, id) ON DELETE RESTRICT,
  constraint places_are_taken_by_someone CHECK (((places >= 1) AND (places <= 20)))
);
alter table app.reservation_slots owner to app_owner; -- row security on, forced
CREATE INDEX reservation_slots_tenant_id_reservation_id_idx ON app.reservation_slots USING btree (tenant_id, reservation_id);
CREATE INDEX reservation_slots_tenant_id_slot_id_idx ON app.reservation_slots USING btree (tenant_id, slot_id);
create policy "tenant wall" on app.reservation_slots as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a freed place is taken for who is next" on app.reservation_slots as permissive for insert to app_owner with check ((tenant_id = app.tenant_id()));
create policy "a resident frees their own places" on app.reservation_slots as permissive for update to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()))) with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident sees the places they hold" on app.reservation_slots as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident takes places for themselves" on app.reservation_slots as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (channel = 'web'::text)));
create policy "staff free places" on app.reservation_slots as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see who holds which places" on app.reservation_slots as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff take places for a resident" on app.reservation_slots as permissive for insert to machine, staff with check ((tenant_id = app.tenant_id()));
create policy "whoever frees holds frees their places" on app.reservation_slots as permissive for update to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "whoever frees holds sees which places they keep" on app.reservation_slots as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
grant select on app.reservation_slots to machine;
grant select on app.reservation_slots to resident;
grant select on app.reservation_slots to staff;
grant insert (tenant_id, reservation_id, slot_id, subject_id, places, channel) on app.reservation_slots to machine;
grant insert (tenant_id, reservation_id, slot_id, subject_id, places, channel) on app.reservation_slots to resident;
grant insert (tenant_id, reservation_id, slot_id, subject_id, places, channel) on app.reservation_slots to staff;
grant update (freed_at) on app.reservation_slots to machine;
grant update (freed_at) on app.reservation_slots to resident;
grant update (freed_at) on app.reservation_slots to staff;

create table app.reservations (
  tenant_id uuid not null,
  id uuid not null,
  request_id uuid not null,
  number text not null,
  subject_id uuid not null,
  venue_id uuid not null,
  lane_id uuid not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  places integer not null,
  channel text not null,
  state text not null,
  held_until timestamp with time zone,
  language text not null,
  mail text,
  telephone text,
  policy_version integer not null,
  version integer not null default 1,
  booked_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  checked_in_at timestamp with time zone,
  serving_at timestamp with time zone,
  finished_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  cancel_reason text,
  times_extended integer not null default 0,
  constraint reservations_pkey PRIMARY KEY (tenant_id, id),
  constraint a_request_books_once UNIQUE (tenant_id, request_id),
  constraint a_reservation_number_is_used_once UNIQUE (tenant_id, number),
  constraint reservations_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint a_channel_is_known CHECK ((channel = ANY (ARRAY['web'::text, 'telephone'::text, 'counter'::text]))),
  constraint a_hold_has_an_end CHECK (((state <> 'held'::text) OR (held_until IS NOT NULL))),
  constraint a_reservation_state_is_known CHECK ((state = ANY (ARRAY['held'::text, 'confirmed'::text, 'checked_in'::text, 'called'::text, 'serving'::text, 'done'::text, 'partly_done'::text, 'cancelled'::text, 'no_show'::text, 'expired'::text])))
);
alter table app.reservations owner to app_owner; -- row security on, forced
CREATE INDEX holds_by_their_end ON app.reservations USING btree (tenant_id, held_until) WHERE (state = 'held'::text);
CREATE INDEX reservations_by_telephone ON app.reservations USING btree (tenant_id, telephone) WHERE (telephone IS NOT NULL);
CREATE INDEX reservations_tenant_id_subject_id_idx ON app.reservations USING btree (tenant_id, subject_id);
CREATE INDEX reservations_tenant_id_venue_id_starts_at_idx ON app.reservations USING btree (tenant_id, venue_id, starts_at);
CREATE UNIQUE INDEX one_person_holds_one_thing ON app.reservations USING btree (tenant_id, subject_id) WHERE (state = 'held'::text);
create policy "tenant wall" on app.reservations as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a freed place is held for who is next" on app.reservations as permissive for insert to app_owner with check ((tenant_id = app.tenant_id()));
create policy "a resident books for themselves" on app.reservations as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (channel = 'web'::text) AND (state = ANY (ARRAY['held'::text, 'confirmed'::text]))));
create policy "a resident changes or cancels what is still ahead" on app.reservations as permissive for update to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (state = ANY (ARRAY['held'::text, 'confirmed'::text])))) with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()) AND (state = ANY (ARRAY['held'::text, 'confirmed'::text, 'cancelled'::text, 'expired'::text]))));
create policy "a resident sees their own reservations" on app.reservations as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "an operator counts the reservations" on app.reservations as permissive for select to operator using ((tenant_id = app.tenant_id()));
create policy "identification finds a reservation" on app.reservations as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "staff book for a resident" on app.reservations as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
create policy "staff see every reservation" on app.reservations as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff settle a reservation" on app.reservations as permissive for update to machine, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "whoever frees holds ends them" on app.reservations as permissive for update to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
grant select on app.reservations to machine;
grant select on app.reservations to resident;
grant select on app.reservations to staff;
grant insert (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places, channel, state, held_until, language, mail, telephone, policy_version, booked_at) on app.reservations to resident;
grant insert (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places, channel, state, held_until, language, mail, telephone, policy_version, booked_at) on app.reservations to staff;
grant select (tenant_id, id, venue_id, starts_at, minutes, state) on app.reservations to operator;
grant update (request_id, venue_id, lane_id, starts_at, minutes, places, state, held_until, language, mail, telephone, policy_version, version, booked_at, changed_at, cancelled_at, cancel_reason, times_extended) on app.reservations to resident;
grant update (venue_id, lane_id, starts_at, minutes, places, state, held_until, mail, telephone, version, changed_at, checked_in_at, serving_at, finished_at, cancelled_at, cancel_reason) on app.reservations to staff;
grant update (venue_id, lane_id, starts_at, minutes, state, mail, telephone, version, changed_at, finished_at, cancelled_at, cancel_reason) on app.reservations to machine;

create table app.resident_sessions (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  token_hash bytea not null,
  subject_id uuid not null,
  card_id uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint resident_sessions_pkey PRIMARY KEY (tenant_id, id),
  constraint a_resident_secret_is_used_once UNIQUE (tenant_id, token_hash),
  constraint resident_sessions_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint resident_sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.resident_sessions owner to app_owner; -- row security on, forced
CREATE INDEX resident_sessions_tenant_id_card_id_idx ON app.resident_sessions USING btree (tenant_id, card_id);
create policy "tenant wall" on app.resident_sessions as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification keeps the residents' sessions" on app.resident_sessions as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the purge forgets sessions that are over" on app.resident_sessions as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the purge sees when a session is over" on app.resident_sessions as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete on app.resident_sessions to machine;
grant select (tenant_id, id, expires_at) on app.resident_sessions to machine;

create table app.shown_letters (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  session_id uuid not null,
  subject_id uuid not null,
  card_id uuid not null,
  shown_at timestamp with time zone not null,
  constraint shown_letters_pkey PRIMARY KEY (tenant_id, id),
  constraint a_letter_is_shown_once_in_a_session UNIQUE (tenant_id, session_id, card_id),
  constraint shown_letters_tenant_id_card_id_fkey FOREIGN KEY (tenant_id, card_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint shown_letters_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint shown_letters_tenant_id_session_id_fkey FOREIGN KEY (tenant_id, session_id) REFERENCES app.resident_sessions(tenant_id, id) ON DELETE CASCADE
);
alter table app.shown_letters owner to app_owner; -- row security on, forced
CREATE INDEX shown_letters_tenant_id_card_id_idx ON app.shown_letters USING btree (tenant_id, card_id);
CREATE INDEX shown_letters_tenant_id_subject_id_card_id_idx ON app.shown_letters USING btree (tenant_id, subject_id, card_id);
create policy "tenant wall" on app.shown_letters as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification keeps which letters were shown" on app.shown_letters as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));

create table app.slots (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  venue_id uuid not null,
  lane_id uuid not null,
  starts_at timestamp with time zone not null,
  minutes integer not null,
  capacity integer not null,
  limit_web integer not null,
  limit_telephone integer not null,
  limit_counter integer not null,
  taken_web integer not null default 0,
  taken_telephone integer not null default 0,
  taken_counter integer not null default 0,
  state text not null default 'open'::text,
  release_at timestamp with time zone,
  expected integer not null default 0,
  constraint slots_pkey PRIMARY KEY (tenant_id, id),
  constraint a_venue_has_one_slot_per_lane_and_start UNIQUE (tenant_id, venue_id, lane_id, starts_at),
  constraint slots_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint slots_tenant_id_lane_id_fkey FOREIGN KEY (tenant_id, lane_id) REFERENCES app.lanes(tenant_id, id) ON DELETE RESTRICT,
  constraint slots_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint a_slot_has_a_length CHECK (((minutes >= 1) AND (minutes <= 480))),
  constraint a_slot_is_never_overbooked CHECK ((((taken_web + taken_telephone) + taken_counter) <= capacity)),
  constraint a_slot_state_is_known CHECK ((state = ANY (ARRAY['open'::text, 'closing'::text, 'withdrawn'::text]))),
  constraint the_counter_stays_within_its_limit CHECK (((taken_counter >= 0) AND (taken_counter <= limit_counter))),
  constraint the_expected_places_are_part_of_the_capacity CHECK (((expected >= 0) AND (expected <= capacity))),
  constraint the_telephone_stays_within_its_limit CHECK (((taken_telephone >= 0) AND (taken_telephone <= limit_telephone))),
  constraint the_web_stays_within_its_limit CHECK (((taken_web >= 0) AND (taken_web <= limit_web)))
) with (fillfactor=70);
alter table app.slots owner to app_owner; -- row security on, forced
CREATE INDEX slots_tenant_id_release_at_idx ON app.slots USING btree (tenant_id, release_at) WHERE (release_at IS NOT NULL);
CREATE TRIGGER a_resident_takes_places_of_the_web_only BEFORE UPDATE OF taken_telephone, taken_counter ON app.slots FOR EACH ROW WHEN (((CURRENT_USER = 'resident'::name) AND ((new.taken_telephone > old.taken_telephone) OR (new.taken_counter > old.taken_counter)))) EXECUTE FUNCTION app.refuse_another_channel();
create policy "tenant wall" on app.slots as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "booking takes and frees places" on app.slots as permissive for update to app_owner, machine, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone sees the slots" on app.slots as permissive for select to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id()));
create policy "the generator opens slots" on app.slots as permissive for insert to machine with check ((tenant_id = app.tenant_id()));
grant select on app.slots to machine;
grant select on app.slots to operator;
grant select on app.slots to resident;
grant select on app.slots to staff;
grant insert (tenant_id, venue_id, lane_id, starts_at, minutes, capacity, limit_web, limit_telephone, limit_counter, release_at, expected) on app.slots to machine;
grant update (minutes, capacity, limit_web, limit_telephone, limit_counter, taken_web, taken_telephone, taken_counter, state, release_at, expected) on app.slots to machine;
grant update (taken_web, taken_telephone, taken_counter) on app.slots to resident;
grant update (taken_web, taken_telephone, taken_counter) on app.slots to staff;

create table app.staff_members (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  auth_user_id uuid not null,
  login_id text not null,
  name text not null,
  roles text[] not null,
  active boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint staff_members_pkey PRIMARY KEY (tenant_id, id),
  constraint a_login_belongs_to_one_member UNIQUE (tenant_id, auth_user_id),
  constraint a_login_id_is_used_once UNIQUE (tenant_id, login_id),
  constraint staff_members_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint a_staff_role_is_known CHECK ((roles <@ ARRAY['manager'::text, 'officer'::text, 'part_time'::text, 'contractor'::text, 'call_centre'::text, 'branch'::text, 'auditor'::text]))
);
alter table app.staff_members owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.staff_members as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "staff see their colleagues" on app.staff_members as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
grant select on app.staff_members to machine;
grant select on app.staff_members to staff;

create table app.staff_sessions (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  staff_id uuid not null,
  token_hash bytea not null,
  address inet not null,
  venue_id uuid,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint staff_sessions_pkey PRIMARY KEY (tenant_id, id),
  constraint a_session_secret_is_used_once UNIQUE (tenant_id, token_hash),
  constraint staff_sessions_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint staff_sessions_tenant_id_staff_id_fkey FOREIGN KEY (tenant_id, staff_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint staff_sessions_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT
);
alter table app.staff_sessions owner to app_owner; -- row security on, forced
CREATE INDEX staff_sessions_tenant_id_staff_id_idx ON app.staff_sessions USING btree (tenant_id, staff_id);
create policy "tenant wall" on app.staff_sessions as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the staff gate finds a session" on app.staff_sessions as permissive for select to staff using ((tenant_id = app.tenant_id()));
create policy "the staff gate keeps and ends a session" on app.staff_sessions as permissive for update to staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the staff gate opens a session" on app.staff_sessions as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
grant select on app.staff_sessions to staff;
grant insert (tenant_id, id, staff_id, token_hash, address, venue_id, created_at, last_seen_at) on app.staff_sessions to staff;
grant update (venue_id, last_seen_at, ended_at) on app.staff_sessions to staff;

create table app.tenant_hosts (
  host text not null,
  tenant_id uuid not null,
  program text not null,
  constraint tenant_hosts_pkey PRIMARY KEY (host),
  constraint tenant_hosts_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint a_host_belongs_to_a_program CHECK ((program = ANY (ARRAY['booking'::text, 'staff'::text, 'api'::text]))),
  constraint a_host_is_lower_case CHECK ((host = lower(host)))
);
alter table app.tenant_hosts owner to app_owner; -- row security on, forced
create policy "an operator sees every host name" on app.tenant_hosts as permissive for select to operator using (true);
create policy "the directory names every host" on app.tenant_hosts as permissive for select to app_owner using (true);
grant select on app.tenant_hosts to operator;

create table app.tenants (
  id uuid not null default app.uuid_v7(),
  slug text not null,
  code text not null,
  state text not null default 'live'::text,
  profile jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint tenants_pkey PRIMARY KEY (id),
  constraint tenants_code_key UNIQUE (code),
  constraint tenants_slug_key UNIQUE (slug),
  constraint a_municipality_code_has_six_digits CHECK ((code ~ '^[0-9]{6}$'::text)),
  constraint a_tenant_state_is_known CHECK ((state = ANY (ARRAY['preparing'::text, 'live'::text, 'read_only'::text, 'handed_over'::text])))
);
alter table app.tenants owner to app_owner; -- row security on, forced
create policy "a program sees the municipality it has entered" on app.tenants as permissive for select to machine, resident, staff using ((id = app.tenant_id()));
create policy "an operator sees every municipality" on app.tenants as permissive for select to operator using (true);
create policy "the directory names every municipality" on app.tenants as permissive for select to app_owner using (true);
grant select on app.tenants to machine;
grant select on app.tenants to operator;
grant select on app.tenants to resident;
grant select on app.tenants to staff;

create table app.ticket_events (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  ticket_id uuid not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  counter text,
  actor_id uuid,
  device_id uuid,
  occurred_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null default clock_timestamp(),
  constraint ticket_events_pkey PRIMARY KEY (tenant_id, id),
  constraint ticket_events_tenant_id_actor_id_fkey FOREIGN KEY (tenant_id, actor_id) REFERENCES app.staff_members(tenant_id, id) ON DELETE RESTRICT,
  constraint ticket_events_tenant_id_device_id_fkey FOREIGN KEY (tenant_id, device_id) REFERENCES app.devices(tenant_id, id) ON DELETE RESTRICT,
  constraint ticket_events_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint ticket_events_tenant_id_ticket_id_fkey FOREIGN KEY (tenant_id, ticket_id) REFERENCES app.tickets(tenant_id, id) ON DELETE RESTRICT
);
alter table app.ticket_events owner to app_owner; -- row security on, forced
CREATE INDEX ticket_events_tenant_id_actor_id_recorded_at_idx ON app.ticket_events USING btree (tenant_id, actor_id, recorded_at);
CREATE INDEX ticket_events_tenant_id_ticket_id_idx ON app.ticket_events USING btree (tenant_id, ticket_id);
CREATE TRIGGER ticket_events_are_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON app.ticket_events FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_to_forget();
create policy "tenant wall" on app.ticket_events as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a device writes down which number it gave" on app.ticket_events as permissive for insert to app_owner with check ((tenant_id = app.tenant_id()));
create policy "staff and machines read what became of a number" on app.ticket_events as permissive for select to machine, staff using ((tenant_id = app.tenant_id()));
create policy "staff write down what they did with a number" on app.ticket_events as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
grant select on app.ticket_events to machine;
grant select on app.ticket_events to staff;
grant insert (tenant_id, ticket_id, act, from_state, to_state, counter, actor_id, device_id, occurred_at) on app.ticket_events to staff;

create table app.tickets (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  request_id uuid not null,
  venue_id uuid not null,
  lane_id uuid not null,
  day date not null,
  label text not null,
  reservation_id uuid,
  source text not null,
  state text not null default 'waiting'::text,
  turn_at timestamp with time zone not null,
  for_counter text,
  counter text,
  issued_at timestamp with time zone not null,
  called_at timestamp with time zone,
  serving_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint tickets_pkey PRIMARY KEY (tenant_id, id),
  constraint a_number_is_given_once_a_day UNIQUE (tenant_id, venue_id, day, label),
  constraint a_ticket_is_taken_once UNIQUE (tenant_id, request_id),
  constraint tickets_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint tickets_tenant_id_lane_id_fkey FOREIGN KEY (tenant_id, lane_id) REFERENCES app.lanes(tenant_id, id) ON DELETE RESTRICT,
  constraint tickets_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint tickets_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint a_counter_has_a_short_name CHECK ((((char_length(counter) >= 1) AND (char_length(counter) <= 8)) AND ((char_length(for_counter) >= 1) AND (char_length(for_counter) <= 8)))),
  constraint a_ticket_comes_from_a_known_source CHECK ((source = ANY (ARRAY['staff'::text, 'kiosk'::text, 'machine'::text]))),
  constraint a_ticket_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'called'::text, 'serving'::text, 'done'::text, 'skipped'::text, 'left'::text])))
) with (fillfactor=80);
alter table app.tickets owner to app_owner; -- row security on, forced
CREATE INDEX tickets_tenant_id_reservation_id_idx ON app.tickets USING btree (tenant_id, reservation_id);
CREATE UNIQUE INDEX a_reservation_has_one_live_ticket ON app.tickets USING btree (tenant_id, reservation_id) WHERE ((reservation_id IS NOT NULL) AND (state <> ALL (ARRAY['done'::text, 'left'::text])));
create policy "tenant wall" on app.tickets as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a device gives a number out" on app.tickets as permissive for insert to app_owner with check ((tenant_id = app.tenant_id()));
create policy "everyone sees the numbers that are called" on app.tickets as permissive for select to machine, resident, staff using ((tenant_id = app.tenant_id()));
create policy "staff call a number" on app.tickets as permissive for update to staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the office gives a number out" on app.tickets as permissive for insert to staff with check ((tenant_id = app.tenant_id()));
grant select on app.tickets to machine;
grant select on app.tickets to resident;
grant select on app.tickets to staff;
grant insert (tenant_id, id, request_id, venue_id, lane_id, day, label, reservation_id, source, turn_at, issued_at) on app.tickets to staff;
grant update (lane_id, state, for_counter, counter, called_at, serving_at, finished_at) on app.tickets to staff;

create table app.used_proofs (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  proof bytea not null,
  until timestamp with time zone not null,
  constraint used_proofs_pkey PRIMARY KEY (tenant_id, id),
  constraint a_proof_is_used_once UNIQUE (tenant_id, proof),
  constraint used_proofs_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.used_proofs owner to app_owner; -- row security on, forced
CREATE INDEX used_proofs_tenant_id_until_idx ON app.used_proofs USING btree (tenant_id, until);
create policy "tenant wall" on app.used_proofs as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification counts each proof once" on app.used_proofs as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the purge forgets old proofs" on app.used_proofs as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the purge sees old proofs" on app.used_proofs as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete on app.used_proofs to machine;
grant select (tenant_id, id, until) on app.used_proofs to machine;

create table app.venues (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  code text not null,
  name jsonb not null,
  details jsonb not null,
  "position" integer not null default 0,
  confirmed boolean not null default false,
  active boolean not null default true,
  constraint venues_pkey PRIMARY KEY (tenant_id, id),
  constraint a_venue_has_one_code UNIQUE (tenant_id, code),
  constraint venues_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.venues owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.venues as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "everyone sees the venues" on app.venues as permissive for select to machine, operator, resident, staff using ((tenant_id = app.tenant_id()));
grant select on app.venues to machine;
grant select on app.venues to operator;
grant select on app.venues to resident;
grant select on app.venues to staff;

create table app.waiting_lines (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  address_hmac bytea not null,
  free_at timestamp with time zone not null,
  constraint waiting_lines_pkey PRIMARY KEY (tenant_id, id),
  constraint an_address_has_one_line UNIQUE (tenant_id, address_hmac),
  constraint waiting_lines_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT
);
alter table app.waiting_lines owner to app_owner; -- row security on, forced
create policy "tenant wall" on app.waiting_lines as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "identification keeps the waiting lines" on app.waiting_lines as permissive for all to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "the purge forgets idle lines" on app.waiting_lines as permissive for delete to machine using ((tenant_id = app.tenant_id()));
create policy "the purge sees idle lines" on app.waiting_lines as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant delete on app.waiting_lines to machine;
grant select (tenant_id, id, free_at) on app.waiting_lines to machine;

create table app.waiting_list (
  tenant_id uuid not null,
  id uuid not null default app.uuid_v7(),
  subject_id uuid not null,
  procedure_code text not null,
  lane_id uuid not null,
  venue_id uuid,
  home_venue_id uuid not null,
  other_venue_from timestamp with time zone,
  from_on date not null,
  until_on date not null,
  number text not null,
  language text not null,
  mail text,
  telephone text,
  policy_version integer not null,
  answer_minutes integer not null,
  notice_minutes integer not null,
  joined_at timestamp with time zone not null,
  left_at timestamp with time zone,
  reservation_id uuid,
  offered_at timestamp with time zone,
  constraint waiting_list_pkey PRIMARY KEY (tenant_id, id),
  constraint waiting_list_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES app.tenants(id) ON DELETE RESTRICT,
  constraint waiting_list_tenant_id_home_venue_id_fkey FOREIGN KEY (tenant_id, home_venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint waiting_list_tenant_id_lane_id_fkey FOREIGN KEY (tenant_id, lane_id) REFERENCES app.lanes(tenant_id, id) ON DELETE RESTRICT,
  constraint waiting_list_tenant_id_reservation_id_fkey FOREIGN KEY (tenant_id, reservation_id) REFERENCES app.reservations(tenant_id, id) ON DELETE RESTRICT,
  constraint waiting_list_tenant_id_subject_id_fkey FOREIGN KEY (tenant_id, subject_id) REFERENCES app.cards(tenant_id, id) ON DELETE RESTRICT,
  constraint waiting_list_tenant_id_venue_id_fkey FOREIGN KEY (tenant_id, venue_id) REFERENCES app.venues(tenant_id, id) ON DELETE RESTRICT,
  constraint nobody_waits_backwards CHECK ((from_on <= until_on)),
  constraint who_waits_can_be_told CHECK (((mail IS NOT NULL) OR (telephone IS NOT NULL)))
);
alter table app.waiting_list owner to app_owner; -- row security on, forced
CREATE INDEX waiting_list_tenant_id_lane_id_joined_at_idx ON app.waiting_list USING btree (tenant_id, lane_id, joined_at) WHERE ((left_at IS NULL) AND (reservation_id IS NULL));
CREATE INDEX waiting_list_tenant_id_reservation_id_idx ON app.waiting_list USING btree (tenant_id, reservation_id);
CREATE INDEX waiting_list_tenant_id_subject_id_idx ON app.waiting_list USING btree (tenant_id, subject_id);
CREATE UNIQUE INDEX one_waits_in_one_line ON app.waiting_list USING btree (tenant_id, subject_id) WHERE ((left_at IS NULL) AND (reservation_id IS NULL));
create policy "tenant wall" on app.waiting_list as restrictive for all to app_owner, machine, operator, resident, staff using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a freed place finds who is next" on app.waiting_list as permissive for select to app_owner using ((tenant_id = app.tenant_id()));
create policy "a freed place is offered to who is next" on app.waiting_list as permissive for update to app_owner using ((tenant_id = app.tenant_id())) with check ((tenant_id = app.tenant_id()));
create policy "a resident joins the line for themselves" on app.waiting_list as permissive for insert to resident with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident leaves the line" on app.waiting_list as permissive for update to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id()))) with check (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "a resident sees where they wait" on app.waiting_list as permissive for select to resident using (((tenant_id = app.tenant_id()) AND (subject_id = app.subject_id())));
create policy "the messenger sees who is offered a place" on app.waiting_list as permissive for select to machine using ((tenant_id = app.tenant_id()));
grant select on app.waiting_list to machine;
grant select on app.waiting_list to resident;
grant insert (tenant_id, subject_id, procedure_code, lane_id, venue_id, home_venue_id, other_venue_from, from_on, until_on, number, language, mail, telephone, policy_version, answer_minutes, notice_minutes, joined_at) on app.waiting_list to resident;
grant update (left_at) on app.waiting_list to resident;

CREATE OR REPLACE FUNCTION app.alarm_was_raised(at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
AS $function$
  select exists (
    select from app.guess_failures f
    where f.tenant_id = app.tenant_id() and f.failed_at > at - interval '1 hour' and f.raised_alarm)
$function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.answer_by(at timestamp with time zone, minutes integer)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when local::time < time '08:00' then date_trunc('day', local) + interval '8 hours'
    when local::time >= time '20:00' then date_trunc('day', local) + interval '32 hours'
    else local end at time zone 'Asia/Tokyo' + make_interval(mins => minutes)
  from (select at at time zone 'Asia/Tokyo' as local) l
$function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.book_for_resident(at timestamp with time zone, by_channel text, card uuid, request uuid, new_id uuid, new_number text, slot_id uuid, beyond boolean, officer uuid, terminal text, why text, details jsonb, OUT outcome text, OUT reservation_id uuid, OUT reservation_number text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := coalesce(card, app.uuid_v7());
  took record;
  first app.slots;
  broken text;
begin
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then
    outcome := 'taken';
    return;
  end if;
  if card is not null then
    select app.why_card_may_not_come(card, details, s.venue_id, s.starts_at) into outcome
    from app.slots s where s.tenant_id = tenant and s.id = slot_id;
    if outcome is not null then return; end if;
  end if;
  begin
    select t.outcome, t.way, t.slot into took from app.take_for_resident(slot_id, 1, by_channel, beyond, at) t;
    outcome := took.outcome;
    if outcome <> 'taken' then return; end if;
    first := took.slot;
    insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
      places, channel, state, language, mail, telephone, policy_version, booked_at)
    values (tenant, new_id, request, new_number, subject, first.venue_id, first.lane_id, first.starts_at, first.minutes,
      1, by_channel, 'confirmed', details ->> 'language', details ->> 'mail', details ->> 'telephone',
      (details ->> 'policyVersion')::integer, at);
    insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
    values (tenant, new_id, first.id, subject, 1, took.way);
    insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
      kana_key, birth_date, comer, has_notice)
    values (tenant, new_id, subject, details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
      details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
      (details ->> 'hasNotice')::boolean);
    insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
      occurred_at)
    values (tenant, new_id, 'book', 'none', 'confirmed', case when took.way <> by_channel then why end, officer, terminal,
      at);
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'reservation.booked', jsonb_build_object('reservationId', new_id, 'venueId', first.venue_id));
    reservation_id := new_id;
    reservation_number := new_number;
    return;
  exception when unique_violation then
    get stacked diagnostics broken = constraint_name;
    if broken = 'a_card_has_one_live_pickup' then outcome := 'already-booked';
    elsif broken = 'a_request_books_once' then outcome := 'request-used';
    else raise;
    end if;
  end;
  -- The same form, sent twice at once: the other copy was faster. Answer with its reservation.
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then outcome := 'taken'; end if;
end $function$;
grant execute on function app.book_for_resident(timestamp with time zone,text,uuid,uuid,uuid,text,uuid,boolean,uuid,text,text,jsonb) to staff;

CREATE OR REPLACE FUNCTION app.cancel_reservation(reservation uuid, why text, at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
AS $function$ select app.end_reservation(reservation, why, at, 'reservation.cancelled', '{}') $function$;
grant execute on function app.cancel_reservation(uuid,text,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.card_of_inquiry_number(number bytea)
 RETURNS TABLE(card_id uuid, voided boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select n.card_id, n.voided_at is not null from app.inquiry_numbers n
  where n.tenant_id = app.tenant_id() and n.number_hmac = number
$function$;
grant execute on function app.card_of_inquiry_number(bytea) to staff;

CREATE OR REPLACE FUNCTION app.card_of_session(secret bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select s.card_id from app.resident_sessions s where s.tenant_id = app.tenant_id() and s.token_hash = secret
$function$;
grant execute on function app.card_of_session(bytea) to resident;

CREATE OR REPLACE FUNCTION app.cards_of_my_people()
 RETURNS TABLE(reservation_id uuid, card_id uuid, state text, venue_id uuid, birth_date date, expires_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select q.reservation_id, c.id, c.state, c.venue_id, p.birth_date, c.expires_on
  from app.reservation_people q
  join app.cards c on c.tenant_id = q.tenant_id and c.id = q.card_id
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  where q.tenant_id = app.tenant_id() and q.subject_id = app.subject_id()
$function$;
grant execute on function app.cards_of_my_people() to resident;

CREATE OR REPLACE FUNCTION app.carry_cards_along()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  with recursive down as (
    select new.id
    union
    select p.id from down join app.places p on p.tenant_id = new.tenant_id and p.parent_id = down.id
  )
  update app.cards c set place_id = c.place_id
  from down where c.tenant_id = new.tenant_id and c.place_id = down.id;
  return null;
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.change_for_resident(at timestamp with time zone, by_channel text, reservation uuid, slot_id uuid, beyond boolean, officer uuid, terminal text, why text, other_venue_from timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  took record;
  refusal text;
  first app.slots;
begin
  select * into r from app.reservations x
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed' for update;
  if not found then
    return case when exists (select from app.reservations x where x.tenant_id = tenant and x.id = reservation)
      then 'too-late' else 'not-found' end;
  end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  if cardinality(held) > 1 then return 'several-slots'; end if;
  if slot_id = any (held) then return 'changed'; end if;
  -- As for a resident: who stays at another venue and comes later gives the card more time, not less.
  select app.why_venue_may_not(c.venue_id, s.venue_id, s.starts_at,
      least(other_venue_from, case when s.venue_id = r.venue_id then r.starts_at end)) into refusal
  from app.slots s
  join app.reservation_people p on p.tenant_id = s.tenant_id and p.reservation_id = reservation
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where s.tenant_id = tenant and s.id = slot_id limit 1;
  if refusal is not null then return refusal; end if;
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || slot_id) order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    select t.outcome, t.way, t.slot into took from app.take_for_resident(slot_id, r.places, by_channel, beyond, at) t;
    if took.outcome <> 'taken' then raise exception using errcode = 'P0409'; end if;
  exception when sqlstate 'P0409' then
    return took.outcome;
  end;
  first := took.slot;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  values (tenant, reservation, slot_id, r.subject_id, r.places, took.way);
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = first.minutes, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at, made_by)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
    'office');
  insert into app.reservation_events (tenant_id, reservation_id, act, from_state, to_state, reason, actor_id, terminal,
    occurred_at)
  values (tenant, reservation, 'change', 'confirmed', 'confirmed', case when took.way <> by_channel then why end, officer,
    terminal, at);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text));
  return 'changed';
end $function$;
grant execute on function app.change_for_resident(timestamp with time zone,text,uuid,uuid,boolean,uuid,text,text,timestamp with time zone) to staff;

CREATE OR REPLACE FUNCTION app.change_reservation(reservation uuid, new_slots uuid[], at timestamp with time zone, other_venue_from timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  one uuid;
  slot app.slots;
  first app.slots;
  length integer := 0;
  refusal text;
begin
  select * into r from app.reservations x
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed' for update;
  if not found then
    return case when exists (select from app.reservations x where x.tenant_id = tenant and x.id = reservation)
      then 'too-late' else 'not-found' end;
  end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  if held <@ new_slots and new_slots <@ held then return 'changed'; end if;
  -- Who stays at another venue and comes later than was agreed gives the card more time, not less.
  select app.why_venue_may_not(c.venue_id, s.venue_id, s.starts_at,
      least(other_venue_from, case when s.venue_id = r.venue_id then r.starts_at end)) into refusal
  from app.slots s
  join app.reservation_people p on p.tenant_id = s.tenant_id and p.reservation_id = reservation
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where s.tenant_id = tenant and s.id = any (new_slots) order by s.starts_at limit 1;
  if refusal is not null then return refusal; end if;
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || new_slots)
  order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    for one in
      select w.id from unnest(new_slots) w (id)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id order by s.starts_at, w.id
    loop
      update app.slots s set taken_web = s.taken_web + r.places
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + r.places <= s.limit_web
        and s.taken_web + s.taken_telephone + s.taken_counter + r.places <= s.capacity
      returning * into slot;
      if not found then raise exception using errcode = 'P0409'; end if;
      if first.id is null then first := slot; end if;
      length := length + slot.minutes;
    end loop;
  exception when sqlstate 'P0409' then
    refusal := app.why_not_taken(one, at);
    if refusal = 'full' and app.free_expired_holds(new_slots, at) > 0 then
      return app.change_reservation(reservation, new_slots, at, other_venue_from);
    end if;
    return refusal;
  end;
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  select tenant, reservation, s, r.subject_id, r.places, 'web' from unnest(new_slots) s;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = length, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at);
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text));
  return 'changed';
end $function$;
grant execute on function app.change_reservation(uuid,uuid[],timestamp with time zone,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.coming_of(p app.reservation_people)
 RETURNS jsonb
 LANGUAGE sql
 STABLE
AS $function$
  select jsonb_build_object('comer', p.comer, 'reason', p.proxy_reason, 'hasNotice', p.has_notice,
    'changedSinceApplication', p.changed_since_application, 'guardianIsOnRecord', p.guardian_on_record)
$function$;
grant execute on function app.coming_of(app.reservation_people) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.confirm_hold(at timestamp with time zone, card uuid, request uuid, slot_ids uuid[], details jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  mine record;
begin
  update app.reservations r set state = 'confirmed', held_until = null, request_id = request, booked_at = at,
    language = details ->> 'language', mail = details ->> 'mail', telephone = details ->> 'telephone',
    policy_version = (details ->> 'policyVersion')::integer
  where r.tenant_id = tenant and r.id = (details ->> 'hold')::uuid and r.subject_id = app.subject_id() and r.state = 'held'
    and slot_ids = array(
      select s.id from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null and s.state = 'open' and s.starts_at > at
      order by s.starts_at)
  returning r.id, r.number, r.venue_id into mine;
  if not found then return null; end if;
  -- As app.write_booking does: a function for both would cost every booking a tenth of its time.
  insert into app.reservation_people (tenant_id, reservation_id, subject_id, procedure_code, card_id, name, kana,
    kana_key, birth_date, comer, proxy_reason, has_notice, changed_since_application, guardian_on_record)
  values (tenant, mine.id, app.subject_id(), details ->> 'procedure', card, details ->> 'name', details ->> 'kana',
    details ->> 'kanaKey', (details ->> 'birthDate')::date, coalesce(details ->> 'comer', 'self'),
    details ->> 'proxyReason', (details ->> 'hasNotice')::boolean, details ? 'changedSinceApplication',
    details ? 'guardianIsOnRecord');
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.booked', jsonb_build_object('reservationId', mine.id, 'venueId', mine.venue_id));
  return mine.number;
end $function$;
grant execute on function app.confirm_hold(timestamp with time zone,uuid,uuid,uuid[],jsonb) to resident;

CREATE OR REPLACE FUNCTION app.custody_hash(previous bytea, e app.custody_events)
 RETURNS bytea
 LANGUAGE sql
 STABLE
AS $function$
  select sha256(convert_to(concat_ws('|', encode(coalesce(previous, ''), 'hex'), e.tenant_id, e.card_id, e.seq,
    quote_literal(e.act), quote_literal(e.from_state), quote_literal(e.to_state), quote_nullable(e.from_place_id),
    quote_nullable(e.to_place_id), e.actor_id, quote_nullable(e.second_actor_id), quote_literal(e.terminal),
    quote_nullable(e.reservation_id), quote_nullable(e.reason), (extract(epoch from e.occurred_at) * 1000000)::bigint,
    quote_literal(e.note)), 'UTF8'))
$function$;
grant execute on function app.custody_hash(bytea,app.custody_events) to machine, staff;

CREATE OR REPLACE FUNCTION app.end_reservation(reservation uuid, why text, at timestamp with time zone, topic text, told jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
begin
  update app.reservations r set state = 'cancelled', cancelled_at = at, cancel_reason = why, version = r.version + 1
  where r.tenant_id = tenant and r.id = reservation and r.state in ('held', 'confirmed');
  if not found then
    return coalesce((select case when r.state = 'cancelled' then 'cancelled' else 'too-late' end
      from app.reservations r where r.tenant_id = tenant and r.id = reservation), 'not-found');
  end if;
  perform app.free_places(reservation, at);
  update app.reservation_people p set live = false where p.tenant_id = tenant and p.reservation_id = reservation;
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, topic, jsonb_build_object('reservationId', reservation) || told);
  return 'cancelled';
end $function$;
grant execute on function app.end_reservation(uuid,text,timestamp with time zone,text,jsonb) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.end_resident_session(secret bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  update app.resident_sessions s set ended_at = at
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null
$function$;
grant execute on function app.end_resident_session(bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.enter(role_name text, tenant uuid, subject uuid DEFAULT NULL::uuid, time_limit text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('set local app.tenant_id = %L', tenant);
  execute format('set local app.subject_id = %L', coalesce(subject::text, ''));
  if time_limit is not null then
    execute format('set local statement_timeout = %L', time_limit);
  end if;
  execute format('set local role %I', role_name);
end $function$;
grant execute on function app.enter(text,uuid,uuid,text) to machine, operator, resident, staff, web_api, web_booking, web_operator, web_staff;

CREATE OR REPLACE FUNCTION app.extend_hold(tenant uuid, secret bytea, at timestamp with time zone, until timestamp with time zone, most integer)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  who record;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.expires into who from app.resident_session(secret, at) s;
  execute format('set local app.subject_id = %L', coalesce(who.subject::text, ''));
  update app.reservations r set held_until = greatest(r.held_until, least(until, who.expires)),
    times_extended = r.times_extended + 1
  where r.tenant_id = tenant and r.subject_id = who.subject and r.state = 'held' and r.held_until > at
    and r.times_extended < most;
  return found;
end $function$;
grant execute on function app.extend_hold(uuid,bytea,timestamp with time zone,timestamp with time zone,integer) to web_booking;

CREATE OR REPLACE FUNCTION app.fit_places(reservation uuid, subject uuid, slot_ids uuid[], wanted integer[], by_channel text, beyond boolean, at timestamp with time zone, OUT outcome text, OUT others boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  one record;
  took record;
  freed integer := 0;
begin
  others := false;
  perform from app.slots s
  where s.tenant_id = tenant and (s.id = any (slot_ids) or s.id in (
    select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null))
  order by s.starts_at, s.id for update;
  begin
    for one in
      select w.id, w.places - coalesce((select sum(h.places) from app.reservation_slots h
        where h.tenant_id = tenant and h.reservation_id = reservation and h.slot_id = w.id and h.freed_at is null), 0) as missing
      from unnest(slot_ids, wanted) w (id, places)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id
      order by s.starts_at, w.id
    loop
      continue when one.missing <= 0;
      select t.outcome, t.way into took from app.take_for_resident(one.id, one.missing::integer, by_channel, beyond, at) t;
      if took.outcome <> 'taken' then raise exception using errcode = 'P0409'; end if;
      others := others or took.way <> by_channel;
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      select tenant, reservation, one.id, subject, 1, took.way from generate_series(1, one.missing);
    end loop;
  exception when sqlstate 'P0409' then
    -- A place that somebody held for too long is found before the time is refused.
    if took.outcome in ('full', 'channel-full') and app.free_expired_holds(slot_ids, at) > 0 then
      select f.outcome, f.others into outcome, others
      from app.fit_places(reservation, subject, slot_ids, wanted, by_channel, beyond, at) f;
      return;
    end if;
    -- How the places are shared out is no matter of a resident's.
    outcome := case when by_channel = 'web' and took.outcome = 'channel-full' then 'full' else took.outcome end;
    return;
  end;
  for one in
    with held as (
      select h.id, sum(h.places) over (partition by h.slot_id order by h.channel = by_channel desc, h.id) as up_to,
        coalesce(w.places, 0) as kept
      from app.reservation_slots h
      left join unnest(slot_ids, wanted) w (id, places) on w.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
    )
    update app.reservation_slots h set freed_at = at from held
    where h.tenant_id = tenant and h.id = held.id and held.up_to > held.kept
    returning h.slot_id, h.places, h.channel, greatest(0, held.kept - (held.up_to - h.places))::integer as stays
  loop
    if one.stays > 0 then
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (tenant, reservation, one.slot_id, subject, one.stays, one.channel);
    end if;
    update app.slots s set
      taken_web = s.taken_web - case one.channel when 'web' then one.places - one.stays else 0 end,
      taken_telephone = s.taken_telephone - case one.channel when 'telephone' then one.places - one.stays else 0 end,
      taken_counter = s.taken_counter - case one.channel when 'counter' then one.places - one.stays else 0 end
    where s.tenant_id = tenant and s.id = one.slot_id;
    freed := freed + one.places - one.stays;
  end loop;
  if freed > 0 then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'places.freed', jsonb_build_object('reservationId', reservation));
  end if;
  outcome := 'taken';
end $function$;
grant execute on function app.fit_places(uuid,uuid,uuid[],integer[],text,boolean,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.free_expired_holds(in_slots uuid[], at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  over uuid;
  freed integer := 0;
begin
  for over in
    select r.id from app.reservations r
    where r.tenant_id = tenant and r.state = 'held' and r.held_until <= at
      and (in_slots is null or exists (
        select from app.reservation_slots h
        where h.tenant_id = tenant and h.reservation_id = r.id and h.slot_id = any (in_slots) and h.freed_at is null))
    order by r.held_until limit 500
  loop
    if in_slots is null then
      perform from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
      where h.tenant_id = tenant and h.reservation_id = over and h.freed_at is null
      order by s.starts_at, s.id for update of s skip locked;
      if not found then continue; end if;
    else
      perform from app.slots s where s.tenant_id = tenant and s.id = any (in_slots) order by s.starts_at, s.id for update;
    end if;
    -- Its owner may just be confirming or extending it: theirs it is.
    update app.reservations r set state = 'expired'
    where r.tenant_id = tenant and r.id = (
      select x.id from app.reservations x
      where x.tenant_id = tenant and x.id = over and x.state = 'held' and x.held_until <= at for update skip locked);
    if found then freed := freed + app.free_places(over, at); end if;
  end loop;
  return freed;
end $function$;
grant execute on function app.free_expired_holds(uuid[],timestamp with time zone) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.free_my_hold(at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  mine uuid;
begin
  select r.id into mine from app.reservations r
  where r.tenant_id = tenant and r.subject_id = app.subject_id() and r.state = 'held';
  if not found then return; end if;
  perform from app.reservation_slots h join app.slots s on s.tenant_id = tenant and s.id = h.slot_id
  where h.tenant_id = tenant and h.reservation_id = mine and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  update app.reservations r set state = 'expired' where r.tenant_id = tenant and r.id = mine and r.state = 'held';
  if found then perform app.free_places(mine, at); end if;
end $function$;
grant execute on function app.free_my_hold(timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.free_places(reservation uuid, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  held record;
  freed integer := 0;
begin
  perform from app.slots s
  join app.reservation_slots h on h.tenant_id = s.tenant_id and h.slot_id = s.id
  where s.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
  order by s.starts_at, s.id for update of s;
  for held in
    update app.reservation_slots h set freed_at = at
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null
    returning h.slot_id, h.places, h.channel
  loop
    update app.slots s set
      taken_web = s.taken_web - case held.channel when 'web' then held.places else 0 end,
      taken_telephone = s.taken_telephone - case held.channel when 'telephone' then held.places else 0 end,
      taken_counter = s.taken_counter - case held.channel when 'counter' then held.places else 0 end
    where s.tenant_id = tenant and s.id = held.slot_id;
    freed := freed + held.places;
    while held.places > 0 and app.pass_on(held.slot_id, at) loop
      freed := freed - 1;
      held.places := held.places - 1;
    end loop;
  end loop;
  if freed > 0 then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'places.freed', jsonb_build_object('reservationId', reservation));
  end if;
  return freed;
end $function$;
grant execute on function app.free_places(uuid,timestamp with time zone) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.guard_number(number bytea, address bytea, at timestamp with time zone, OUT verdict text, OUT retry_at timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  guard app.number_guards;
  fails integer;
  numbers integer;
  most record;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(address, 'hex'), 0));
  insert into app.number_guards as g (tenant_id, number_hmac, seen_at) values (app.tenant_id(), number, at)
  on conflict (tenant_id, number_hmac) do update set seen_at = at where g.tenant_id = app.tenant_id()
  returning * into guard;
  select * into most from app.tries_of_an_address(at);
  select count(*), count(distinct f.number_hmac) into fails, numbers from app.guess_failures f
  where f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour';
  verdict := case
    when guard.lifetime >= 100 then 'number-locked'
    when guard.locked_until > at then 'number-locked'
    when fails >= most.failures or numbers >= most.numbers then 'too-many-tries'
    else 'go-on' end;
  retry_at := case when verdict = 'number-locked' then guard.locked_until
                   when verdict = 'too-many-tries' then at + interval '1 hour' end;
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.hold_of(tenant uuid, secret bytea, at timestamp with time zone, OUT hold_id uuid, OUT slot_id uuid, OUT ends timestamp with time zone, OUT extended integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  mine uuid;
begin
  perform app.enter('resident', tenant, null);
  select s.subject into mine from app.resident_session(secret, at) s;
  execute format('set local app.subject_id = %L', coalesce(mine::text, ''));
  select r.id, h.slot_id, r.held_until, r.times_extended into hold_id, slot_id, ends, extended
  from app.reservations r
  join app.reservation_slots h on h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null
  where r.tenant_id = tenant and r.subject_id = mine and r.state = 'held' and r.held_until > at;
end $function$;
grant execute on function app.hold_of(uuid,bytea,timestamp with time zone) to web_booking;

CREATE OR REPLACE FUNCTION app.hold_place(tenant uuid, secret bytea, at timestamp with time zone, until timestamp with time zone, new_id uuid, new_number text, slot_id uuid, details jsonb, OUT outcome text, OUT hold_id uuid, OUT ends timestamp with time zone, OUT extended integer)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  who record;
  own record;
  slot app.slots;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.card, s.expires into who from app.resident_session(secret, at) s;
  if who.subject is null or (who.card is not null) <> (details ->> 'pickup')::boolean then
    outcome := 'session-over';
    return;
  end if;
  execute format('set local app.subject_id = %L', who.subject);
  if exists (select from app.reservation_people p
      where p.tenant_id = tenant and p.subject_id = who.subject and p.position = 1 and (p.live or p.card_id is null)) then
    outcome := case when who.card is null then 'session-over' else 'already-booked' end;
    return;
  end if;
  if who.card is not null then
    select app.why_card_may_not_come(who.card, details, s.venue_id, s.starts_at) into outcome
    from app.slots s where s.tenant_id = tenant and s.id = slot_id;
    if outcome is not null then return; end if;
  end if;
  -- Nobody holds a place for longer than they are known.
  until := least(until, who.expires);
  select r.id, r.held_until, r.times_extended, h.slot_id into own
  from app.reservations r
  join app.reservation_slots h on h.tenant_id = tenant and h.reservation_id = r.id and h.freed_at is null
  where r.tenant_id = tenant and r.subject_id = who.subject and r.state = 'held';
  if own.slot_id = slot_id and own.held_until > at then
    outcome := 'held';
    hold_id := own.id;
    ends := own.held_until;
    extended := own.times_extended;
    return;
  end if;
  perform from app.slots s where s.tenant_id = tenant and s.id in (slot_id, own.slot_id) order by s.starts_at, s.id for update;
  perform from app.reservations r where r.tenant_id = tenant and r.id = own.id and r.state = 'held' for update;
  if not found then own.id := null; end if;

  if own.id is not null and own.slot_id = slot_id then -- over, and nobody has needed it
    update app.reservations r set held_until = until, times_extended = 0, booked_at = at
    where r.tenant_id = tenant and r.id = own.id;
  else
    loop
      update app.slots s set taken_web = s.taken_web + 1
      where s.tenant_id = tenant and s.id = slot_id and s.state = 'open' and s.starts_at > at
        and s.taken_web < s.limit_web and s.taken_web + s.taken_telephone + s.taken_counter < s.capacity
      returning * into slot;
      exit when found or app.free_expired_holds(array[slot_id], at) = 0;
    end loop;
    if slot.id is null then
      outcome := app.why_not_taken(slot_id, at);
      return;
    end if;
    if own.id is not null then
      perform app.free_places(own.id, at);
      update app.reservations r set venue_id = slot.venue_id, lane_id = slot.lane_id, starts_at = slot.starts_at,
        minutes = slot.minutes, held_until = until, booked_at = at
      where r.tenant_id = tenant and r.id = own.id;
    else
      insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes,
        places, channel, state, held_until, language, policy_version, booked_at)
      values (tenant, new_id, new_id, new_number, who.subject, slot.venue_id, slot.lane_id, slot.starts_at, slot.minutes,
        1, 'web', 'held', until, details ->> 'language', (details ->> 'policyVersion')::integer, at);
      own.id := new_id;
    end if;
    insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
    values (tenant, own.id, slot_id, who.subject, 1, 'web');
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'place.held', jsonb_build_object('reservationId', own.id));
  end if;
  outcome := 'held';
  select r.id, r.held_until, r.times_extended into hold_id, ends, extended
  from app.reservations r where r.tenant_id = tenant and r.id = own.id;
end $function$;
grant execute on function app.hold_place(uuid,bytea,timestamp with time zone,timestamp with time zone,uuid,text,uuid,jsonb) to web_booking;

CREATE OR REPLACE FUNCTION app.identify_resident(number bytea, reservation_number text, birth date, address bytea, session uuid, secret bytea, at timestamp with time zone, proved boolean DEFAULT false, OUT outcome text, OUT retry_at timestamp with time zone, OUT tries_left integer, OUT alarm boolean)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  subject uuid;
  card uuid;
begin
  alarm := false;
  if not proved and app.many_guesses(at) then
    outcome := 'proof-needed';
    return;
  end if;
  select g.verdict, g.retry_at into outcome, retry_at from app.guard_number(number, address, at) g;
  if outcome <> 'go-on' then return; end if;
  if reservation_number is null then
    select p.card_id, p.card_id into subject, card
    from app.inquiry_numbers n join app.card_people p on p.tenant_id = n.tenant_id and p.card_id = n.card_id
    where n.tenant_id = app.tenant_id() and n.number_hmac = number and n.voided_at is null and p.birth_date = birth;
  else
    select r.subject_id, q.card_id into subject, card
    from app.reservations r
    join app.reservation_people q on q.tenant_id = r.tenant_id and q.reservation_id = r.id and q.position = 1
    left join app.card_people p on p.tenant_id = q.tenant_id and p.card_id = q.card_id
    where r.tenant_id = app.tenant_id() and r.number = reservation_number and coalesce(p.birth_date, q.birth_date) = birth
    limit 1;
  end if;
  alarm := app.note_guess(number, address, at, subject is not null);
  outcome := case when subject is null then 'not-found' else 'identified' end;
  if subject is null then
    select greatest(0, least(5 - count(*) filter (where f.number_hmac = number), most.failures - count(*),
      most.numbers - count(distinct f.number_hmac)))
    into tries_left
    from app.tries_of_an_address(at) most left join app.guess_failures f
      on f.tenant_id = app.tenant_id() and f.address_hmac = address and f.failed_at > at - interval '1 hour'
    group by most.failures, most.numbers;
  else
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, card_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, subject, card, at, at + interval '20 minutes');
  end if;
end $function$;
grant execute on function app.identify_resident(bytea,text,date,bytea,uuid,bytea,timestamp with time zone,boolean) to resident;

CREATE OR REPLACE FUNCTION app.join_line(address bytea, seconds integer, at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into app.waiting_lines as l (tenant_id, address_hmac, free_at)
  values (app.tenant_id(), address, at + make_interval(secs => seconds))
  on conflict on constraint an_address_has_one_line
  do update set free_at = greatest(l.free_at, at) + make_interval(secs => seconds)
  where l.tenant_id = app.tenant_id() and l.free_at < at + interval '5 minutes'
  returning l.free_at
$function$;
grant execute on function app.join_line(bytea,integer,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.keep_card_venue()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.venue_id := coalesce((
    with recursive up as (
      select p.parent_id, p.venue_id from app.places p where p.tenant_id = new.tenant_id and p.id = new.place_id
      union all
      select p.parent_id, p.venue_id from up
      join app.places p on p.tenant_id = new.tenant_id and p.id = up.parent_id
      where up.venue_id is null
    )
    select up.venue_id from up where up.venue_id is not null), new.venue_id);
  return new;
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.latin_words(name text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select nullif(rtrim(' ' || regexp_replace(upper(replace(replace(replace(replace(translate(
    regexp_replace(normalize(name, nfkd), '[\u0300-\u036F]', '', 'g'), 'ĐđÐðŁłØøı', 'DDDDLLOOI'),
    'Æ', 'AE'), 'æ', 'AE'), 'ß', 'SS'), 'œ', 'OE') collate "C"), '[^A-Z0-9]+', ' ', 'g')), '')
$function$;
grant execute on function app.latin_words(text) to machine, operator, resident, staff;

CREATE OR REPLACE FUNCTION app.leave_line(waiting uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  offered uuid;
begin
  update app.waiting_list w set left_at = at
  where w.tenant_id = tenant and w.id = waiting and w.subject_id = app.subject_id() and w.left_at is null
  returning w.reservation_id into offered;
  if not found then return false; end if;
  if exists (select from app.reservations r where r.tenant_id = tenant and r.id = offered and r.state = 'held') then
    perform app.free_my_hold(at);
  end if;
  return true;
end $function$;
grant execute on function app.leave_line(uuid,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.let_hold_go(tenant uuid, secret bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  mine uuid;
begin
  perform app.enter('resident', tenant, null);
  select s.subject into mine from app.resident_session(secret, at) s;
  if mine is null then return; end if;
  execute format('set local app.subject_id = %L', mine);
  if exists (select from app.waiting_list w join app.reservations r on r.tenant_id = tenant and r.id = w.reservation_id
    where w.tenant_id = tenant and w.subject_id = mine and r.state = 'held' and r.held_until > at) then return; end if;
  perform app.free_my_hold(at);
end $function$;
grant execute on function app.let_hold_go(uuid,bytea,timestamp with time zone) to web_booking;

CREATE OR REPLACE FUNCTION app.letter_was_shown(card uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select exists (select from app.shown_letters l
    where l.tenant_id = app.tenant_id() and l.subject_id = app.subject_id() and l.card_id = card)
$function$;
grant execute on function app.letter_was_shown(uuid) to resident;

CREATE OR REPLACE FUNCTION app.letters_shown(secret bytea, at timestamp with time zone)
 RETURNS TABLE(card_id uuid, kind text, state text, venue_id uuid, birth_date date, shown_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select c.id, c.kind, c.state, c.venue_id, p.birth_date, l.shown_at
  from app.resident_sessions s
  join app.shown_letters l on l.tenant_id = s.tenant_id and l.session_id = s.id
  join app.cards c on c.tenant_id = l.tenant_id and c.id = l.card_id
  join app.card_people p on p.tenant_id = c.tenant_id and p.card_id = c.id
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null and s.expires_at > at
  order by l.shown_at
$function$;
grant execute on function app.letters_shown(bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.many_guesses(at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select count(*) >= 300 from (
    select from app.guess_failures f
    where f.tenant_id = app.tenant_id() and f.failed_at > at - interval '1 hour' limit 300) f
$function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.move_reservation(reservation uuid, new_slots uuid[], at timestamp with time zone, told jsonb)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  held uuid[];
  one uuid;
  way text;
  slot app.slots;
  first app.slots;
  length integer := 0;
begin
  select * into r from app.reservations x
  where x.tenant_id = tenant and x.id = reservation and x.state = 'confirmed' for update;
  if not found then
    return case when exists (select from app.reservations x where x.tenant_id = tenant and x.id = reservation)
      then 'too-late' else 'not-found' end;
  end if;
  if coalesce(cardinality(new_slots), 0) = 0 then return 'no-such-slot'; end if;
  held := array(select h.slot_id from app.reservation_slots h
    where h.tenant_id = tenant and h.reservation_id = reservation and h.freed_at is null);
  perform from app.slots s where s.tenant_id = tenant and s.id = any (held || new_slots)
  order by s.starts_at, s.id for update;
  begin
    perform app.free_places(reservation, at);
    for one in
      select w.id from unnest(new_slots) w (id)
      left join app.slots s on s.tenant_id = tenant and s.id = w.id order by s.starts_at, w.id
    loop
      select * into slot from app.slots s
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + s.taken_telephone + s.taken_counter + r.places <= s.capacity;
      if not found then raise exception using errcode = 'P0409'; end if;
      select c.channel into way
      from (values (r.channel, 0), ('counter', 1), ('telephone', 2), ('web', 3)) c (channel, turn)
      where r.places <= case c.channel when 'web' then slot.limit_web - slot.taken_web
        when 'telephone' then slot.limit_telephone - slot.taken_telephone
        else slot.limit_counter - slot.taken_counter end
      order by c.turn limit 1;
      if not found then raise exception using errcode = 'P0409'; end if;
      update app.slots s set
        taken_web = s.taken_web + case way when 'web' then r.places else 0 end,
        taken_telephone = s.taken_telephone + case way when 'telephone' then r.places else 0 end,
        taken_counter = s.taken_counter + case way when 'counter' then r.places else 0 end
      where s.tenant_id = tenant and s.id = one;
      insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
      values (tenant, reservation, one, r.subject_id, r.places, way);
      if first.id is null then first := slot; end if;
      length := length + slot.minutes;
    end loop;
  exception when sqlstate 'P0409' then
    return app.why_not_taken(one, at);
  end;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = length, changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
    to_venue_id, to_starts_at, occurred_at, made_by, reason)
  values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
    'office', (select a.reason from app.calendar_acts a
      where a.tenant_id = tenant and a.id = (told ->> 'actId')::uuid));
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'reservation.moved', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
    'version', (r.version + 1)::text) || told);
  return 'moved';
end $function$;
grant execute on function app.move_reservation(uuid,uuid[],timestamp with time zone,jsonb) to machine, staff;

CREATE OR REPLACE FUNCTION app.note_guess(number bytea, address bytea, at timestamp with time zone, identified boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  failure uuid;
begin
  if identified then
    update app.number_guards g set failures = 0, locked_until = null
    where g.tenant_id = app.tenant_id() and g.number_hmac = number and g.failures > 0;
    return false;
  end if;
  insert into app.guess_failures (tenant_id, address_hmac, number_hmac, failed_at)
  values (app.tenant_id(), address, number, at) returning id into failure;
  update app.number_guards g set failures = g.failures + 1, lifetime = g.lifetime + 1,
    locked_until = case when g.failures + 1 >= 5 then at + interval '15 minutes' * (2 ^ least(g.failures - 4, 12)) end
  where g.tenant_id = app.tenant_id() and g.number_hmac = number;

  if not app.many_guesses(at) or app.alarm_was_raised(at) then return false; end if;
  perform pg_advisory_xact_lock(hashtextextended(app.tenant_id()::text, 1));
  if app.alarm_was_raised(at) then return false; end if;
  update app.guess_failures f set raised_alarm = true where f.tenant_id = app.tenant_id() and f.id = failure;
  return true;
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.pass_on(slot_id uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  s app.slots;
  w app.waiting_list;
  held uuid := app.uuid_v7();
begin
  select * into s from app.slots x
  where x.tenant_id = tenant and x.id = slot_id and x.state = 'open' and x.starts_at > at and x.taken_web < x.limit_web
    and x.taken_web + x.taken_telephone + x.taken_counter < x.capacity;
  if not found then return false; end if;
  select * into w from app.waiting_list x
  where x.tenant_id = tenant and x.lane_id = s.lane_id and x.left_at is null and x.reservation_id is null
    and (x.venue_id is null or x.venue_id = s.venue_id)
    and (x.home_venue_id = s.venue_id or s.starts_at >= x.other_venue_from)
    and (s.starts_at at time zone 'Asia/Tokyo')::date between x.from_on and x.until_on
    and app.answer_by(at, x.answer_minutes) + make_interval(mins => x.notice_minutes) <= s.starts_at
    and not exists (select from app.reservation_people p where p.tenant_id = tenant and p.card_id = x.subject_id and p.live)
    and not exists (select from app.reservations r
      where r.tenant_id = tenant and r.subject_id = x.subject_id and r.state = 'held')
  order by x.joined_at, x.id limit 1 for update skip locked;
  if not found then return false; end if;
  update app.slots x set taken_web = x.taken_web + 1 where x.tenant_id = tenant and x.id = slot_id;
  insert into app.reservations (tenant_id, id, request_id, number, subject_id, venue_id, lane_id, starts_at, minutes, places,
    channel, state, held_until, language, policy_version, booked_at)
  values (tenant, held, held, w.number, w.subject_id, s.venue_id, s.lane_id, s.starts_at, s.minutes, 1, 'web', 'held',
    app.answer_by(at, w.answer_minutes), w.language, w.policy_version, at);
  insert into app.reservation_slots (tenant_id, reservation_id, slot_id, subject_id, places, channel)
  values (tenant, held, slot_id, w.subject_id, 1, 'web');
  update app.waiting_list x set reservation_id = held, offered_at = at where x.tenant_id = tenant and x.id = w.id;
  insert into app.outbox (tenant_id, topic, payload)
  values (tenant, 'waiting.offer', jsonb_build_object('waitingId', w.id));
  return true;
exception when unique_violation then
  return false; -- they hold something else since a moment ago: back to the public
end $function$;
grant execute on function app.pass_on(uuid,timestamp with time zone) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.raise_wall(target regclass)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  execute format('alter table %s enable row level security, force row level security', target);
  execute format('create policy "tenant wall" on %s as restrictive for all
    to resident, staff, operator, machine, app_owner
    using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id())', target);
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.record_custody(card uuid, expected text, act text, to_state text, to_place uuid, actor uuid, second_actor uuid, terminal text, reservation uuid, reason text, occurred timestamp with time zone, note text DEFAULT NULL::text)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  held app.cards;
  e app.custody_events;
begin
  select * into held from app.cards c
  where c.tenant_id = app.tenant_id() and c.id = card and c.state = expected for update;
  if not found then return null; end if;

  e.tenant_id := held.tenant_id;  e.card_id := card;  e.seq := held.event_seq + 1;  e.act := act;
  e.from_state := held.state;  e.to_state := to_state;  e.from_place_id := held.place_id;
  e.to_place_id := coalesce(to_place, held.place_id);  e.actor_id := actor;  e.second_actor_id := second_actor;
  e.terminal := terminal;  e.reservation_id := reservation;  e.reason := reason;  e.occurred_at := occurred;
  e.note := note;
  e.hash := app.custody_hash(held.event_hash, e);

  insert into app.custody_events (tenant_id, card_id, seq, act, from_state, to_state, from_place_id, to_place_id, actor_id,
    second_actor_id, terminal, reservation_id, reason, occurred_at, previous_hash, hash, note)
  values (e.tenant_id, e.card_id, e.seq, e.act, e.from_state, e.to_state, e.from_place_id, e.to_place_id, e.actor_id,
    e.second_actor_id, e.terminal, e.reservation_id, e.reason, e.occurred_at, held.event_hash, e.hash, e.note);
  update app.cards c set state = e.to_state, place_id = e.to_place_id, event_seq = e.seq, event_hash = e.hash,
    state_since = case when e.to_state = held.state then c.state_since else e.occurred_at end
  where c.tenant_id = e.tenant_id and c.id = card;
  return e.seq;
end $function$;
grant execute on function app.record_custody(uuid,text,text,text,uuid,uuid,uuid,text,uuid,text,timestamp with time zone,text) to machine, staff;

CREATE OR REPLACE FUNCTION app.refit_reservation(at timestamp with time zone, by_channel text, reservation uuid, slot_ids uuid[], wanted integer[], beyond boolean, other_venue_from timestamp with time zone, OUT outcome text, OUT others boolean)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  r app.reservations;
  first record;
  place record;
begin
  select * into r from app.reservations x where x.tenant_id = tenant and x.id = reservation;
  select s.venue_id, s.lane_id, s.starts_at,
    (select sum(l.minutes)::integer from app.slots l where l.tenant_id = tenant and l.id = any (slot_ids)) as minutes
  into first from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at limit 1;
  if not found then
    outcome := 'no-such-slot';
    return;
  end if;
  -- Who stays at another venue and comes later than was agreed gives the cards more time, not less.
  outcome := app.why_cards_may_not(reservation, first.venue_id, first.starts_at,
    least(other_venue_from, case when first.venue_id = r.venue_id then r.starts_at end));
  if outcome is not null then return; end if;
  select f.outcome, f.others into place
  from app.fit_places(reservation, r.subject_id, slot_ids, wanted, by_channel, beyond, at) f;
  others := place.others;
  if place.outcome <> 'taken' then
    outcome := place.outcome;
    return;
  end if;
  update app.reservations x set venue_id = first.venue_id, lane_id = first.lane_id, starts_at = first.starts_at,
    minutes = first.minutes, places = (select max(w) from unnest(wanted) w), changed_at = at, version = x.version + 1
  where x.tenant_id = tenant and x.id = reservation;
  if (r.venue_id, r.starts_at) is distinct from (first.venue_id, first.starts_at) then
    if by_channel = 'web' then
      insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
        to_venue_id, to_starts_at, occurred_at)
      values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at);
    else
      insert into app.reservation_changes (tenant_id, reservation_id, subject_id, version, from_venue_id, from_starts_at,
        to_venue_id, to_starts_at, occurred_at, made_by)
      values (tenant, reservation, r.subject_id, r.version + 1, r.venue_id, r.starts_at, first.venue_id, first.starts_at, at,
        'office');
    end if;
  end if;
  if r.state = 'confirmed' then
    insert into app.outbox (tenant_id, topic, payload)
    values (tenant, 'reservation.changed', jsonb_build_object('reservationId', reservation, 'venueId', first.venue_id,
      'version', (r.version + 1)::text));
  end if;
  outcome := 'changed';
end $function$;
grant execute on function app.refit_reservation(timestamp with time zone,text,uuid,uuid[],integer[],boolean,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.refuse_another_channel()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'a resident takes places of the web only' using errcode = '42501';
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.refuse_to_forget()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% are never changed or removed', replace(tg_table_name, '_', ' ') using errcode = 'P0403';
end $function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.rejoin_booking(request uuid, details jsonb, session uuid, secret bytea, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  booked record;
begin
  select r.id, r.subject_id into booked
  from app.reservations r
  join app.reservation_people p on p.tenant_id = r.tenant_id and p.reservation_id = r.id and p.position = 1
  where r.tenant_id = app.tenant_id() and r.request_id = request and r.channel = 'web'
    and r.booked_at > at - interval '2 hours'
    and p.card_id is null and p.procedure_code = details ->> 'procedure' and p.kana_key = details ->> 'kanaKey'
    and p.birth_date = (details ->> 'birthDate')::date;
  if booked.id is not null then
    insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, created_at, expires_at)
    values (app.tenant_id(), session, secret, booked.subject_id, at, at + interval '20 minutes');
  end if;
  return booked.id;
end $function$;
grant execute on function app.rejoin_booking(uuid,jsonb,uuid,bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.reservation_at_device(device_key bytea, asked_number text)
 RETURNS TABLE(id uuid, venue_id uuid, lane_id uuid, starts_at timestamp with time zone, state text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select r.id, r.venue_id, r.lane_id, r.starts_at, r.state
  from app.devices d join app.reservations r on r.tenant_id = d.tenant_id
  where d.tenant_id = app.tenant_id() and d.key_hash = device_key and d.kind in ('kiosk', 'machine') and d.revoked_at is null
    and r.tenant_id = app.tenant_id() and r.number = asked_number
$function$;
grant execute on function app.reservation_at_device(bytea,text) to machine, resident;

CREATE OR REPLACE FUNCTION app.resident_session(secret bytea, at timestamp with time zone, OUT subject uuid, OUT card uuid, OUT expires timestamp with time zone)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  slid timestamptz;
begin
  select s.subject_id, s.card_id, s.expires_at into subject, card, expires from app.resident_sessions s
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.expires_at > at and s.ended_at is null;
  if subject is not null and expires < at + interval '15 minutes' then
    -- Never waits: a batch that holds a slot must not meet, in a ring, the session of somebody who waits for that slot.
    update app.resident_sessions s set expires_at = least(at + interval '20 minutes', s.created_at + interval '2 hours')
    where s.tenant_id = app.tenant_id() and s.id = (
      select x.id from app.resident_sessions x
      where x.tenant_id = app.tenant_id() and x.token_hash = secret and x.ended_at is null for update skip locked)
    returning s.expires_at into slid;
    expires := coalesce(slid, expires);
  end if;
end $function$;
grant execute on function app.resident_session(bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.show_letter(number bytea, birth date, address bytea, secret bytea, at timestamp with time zone, proved boolean, OUT outcome text, OUT retry_at timestamp with time zone, OUT tries_left integer, OUT alarm boolean)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  own record;
  passing constant uuid := app.uuid_v7();
  shown uuid;
begin
  select s.id, s.subject_id into own from app.resident_sessions s
  where s.tenant_id = app.tenant_id() and s.token_hash = secret and s.ended_at is null and s.expires_at > at;
  if not found then
    outcome := 'session-over';
    return;
  end if;
  select i.outcome, i.retry_at, i.tries_left, i.alarm into outcome, retry_at, tries_left, alarm
  from app.identify_resident(number, null, birth, address, passing, decode(replace(passing::text, '-', ''), 'hex'), at,
    proved) i;
  delete from app.resident_sessions s where s.tenant_id = app.tenant_id() and s.id = passing returning s.card_id into shown;
  if shown is not null then
    insert into app.shown_letters (tenant_id, session_id, subject_id, card_id, shown_at)
    values (app.tenant_id(), own.id, own.subject_id, shown, at)
    on conflict on constraint a_letter_is_shown_once_in_a_session do nothing;
  end if;
end $function$;
grant execute on function app.show_letter(bytea,date,bytea,bytea,timestamp with time zone,boolean) to resident;

CREATE OR REPLACE FUNCTION app.spend_proof(proof bytea, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  with used as (
    insert into app.used_proofs (tenant_id, proof, until) values (app.tenant_id(), proof, until)
    on conflict on constraint a_proof_is_used_once do nothing returning id
  )
  select exists (select from used)
$function$;
grant execute on function app.spend_proof(bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.subject_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.subject_id', true), '')::uuid $function$;
grant execute on function app.subject_id() to machine, operator, resident, staff;

CREATE OR REPLACE FUNCTION app.take_for_resident(slot_id uuid, wanted integer, by_channel text, beyond boolean, at timestamp with time zone, OUT outcome text, OUT way text, OUT slot app.slots)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
begin
  select s.* into slot from app.slots s where s.tenant_id = tenant and s.id = slot_id for update;
  if not found then
    outcome := 'no-such-slot';
    return;
  end if;
  if slot.state <> 'open'
    or slot.starts_at + (case by_channel when 'counter' then slot.minutes else 0 end) * interval '1 minute' <= at then
    outcome := 'closed';
    return;
  end if;
  if slot.taken_web + slot.taken_telephone + slot.taken_counter + wanted > slot.capacity
    and app.free_expired_holds(array[slot_id], at) > 0 then
    select s.* into slot from app.slots s where s.tenant_id = tenant and s.id = slot_id;
  end if;
  if slot.taken_web + slot.taken_telephone + slot.taken_counter + wanted > slot.capacity then
    outcome := 'full';
    return;
  end if;
  select c.channel into way
  from (values ('web', slot.limit_web - slot.taken_web), ('telephone', slot.limit_telephone - slot.taken_telephone),
    ('counter', slot.limit_counter - slot.taken_counter)) c (channel, places_left)
  where c.places_left >= wanted
  order by c.channel = by_channel desc, c.places_left desc limit 1;
  if way is null then
    outcome := 'full';
  elsif way <> by_channel and not beyond then
    outcome := 'channel-full';
  else
    update app.slots s set
      taken_web = s.taken_web + case way when 'web' then wanted else 0 end,
      taken_telephone = s.taken_telephone + case way when 'telephone' then wanted else 0 end,
      taken_counter = s.taken_counter + case way when 'counter' then wanted else 0 end
    where s.tenant_id = tenant and s.id = slot.id;
    outcome := 'taken';
  end if;
end $function$;
grant execute on function app.take_for_resident(uuid,integer,text,boolean,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.take_numbers(counter_name text, how_many integer)
 RETURNS bigint
 LANGUAGE sql
AS $function$
  insert into app.counters as c (tenant_id, name, value) values (app.tenant_id(), counter_name, how_many)
  on conflict (tenant_id, name) do update set value = c.value + excluded.value
    where c.tenant_id = app.tenant_id()
  returning value - how_many + 1
$function$;
grant execute on function app.take_numbers(text,integer) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.take_one(at timestamp with time zone, card uuid, request uuid, new_id uuid, new_number text, slot_ids uuid[], wanted integer, details jsonb, OUT outcome text, OUT reservation_id uuid, OUT reservation_number text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  subject constant uuid := app.subject_id();
  one uuid;
  slot app.slots;
  first app.slots;
  length integer := 0;
  broken text;
begin
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then
    outcome := 'taken';
    return;
  end if;
  if card is not null then
    select app.why_card_may_not_come(card, details, s.venue_id, s.starts_at) into outcome
    from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at limit 1;
    if outcome is not null then return; end if;
  end if;
  -- One subtransaction: whatever fails in it leaves nothing of this booking behind.
  begin
    if details ? 'hold' then
      reservation_number := app.confirm_hold(at, card, request, slot_ids, details);
      if reservation_number is not null then
        outcome := 'taken';
        reservation_id := (details ->> 'hold')::uuid;
        return;
      end if;
      perform from app.slots s
      where s.tenant_id = tenant and (s.id = any (slot_ids) or s.id in (
        select h.slot_id from app.reservation_slots h
        join app.reservations r on r.tenant_id = tenant and r.id = h.reservation_id
        where h.tenant_id = tenant and h.freed_at is null and r.subject_id = subject and r.state = 'held'))
      order by s.starts_at, s.id for update;
      perform app.free_my_hold(at);
    end if;
    if cardinality(slot_ids) > 1 then
      perform from app.slots s where s.tenant_id = tenant and s.id = any (slot_ids) order by s.starts_at, s.id for update;
    end if;
    foreach one in array slot_ids loop
      update app.slots s set taken_web = s.taken_web + wanted
      where s.tenant_id = tenant and s.id = one and s.state = 'open' and s.starts_at > at
        and s.taken_web + wanted <= s.limit_web
        and s.taken_web + s.taken_telephone + s.taken_counter + wanted <= s.capacity
      returning * into slot;
      if not found then raise exception using errcode = 'P0409'; end if;
      if first.id is null or slot.starts_at < first.starts_at then first := slot; end if;
      length := length + slot.minutes;
    end loop;
    perform app.write_booking(at, card, request, new_id, new_number, slot_ids, first, length, wanted, details);
    outcome := 'taken';
    reservation_id := new_id;
    reservation_number := new_number;
    return;
  exception
    when sqlstate 'P0409' then
      outcome := app.why_not_taken(one, at);
      if outcome = 'full' and app.free_expired_holds(slot_ids, at) > 0 then
        select t.outcome, t.reservation_id, t.reservation_number into outcome, reservation_id, reservation_number
        from app.take_one(at, card, request, new_id, new_number, slot_ids, wanted, details) t;
      end if;
      return;
    when unique_violation then
      get stacked diagnostics broken = constraint_name;
      if broken = 'a_card_has_one_live_pickup' then outcome := 'already-booked';
      elsif broken = 'a_request_books_once' then outcome := 'request-used';
      elsif broken = 'without_a_letter_one_reservation_each' then outcome := 'session-over';
      else raise;
      end if;
  end;
  -- The same form, sent twice at once: the other copy was faster. Answer with its reservation.
  select r.id, r.number into reservation_id, reservation_number
  from app.reservations r where r.tenant_id = tenant and r.request_id = request;
  if found then outcome := 'taken'; end if;
end $function$;
grant execute on function app.take_one(timestamp with time zone,uuid,uuid,uuid,text,uuid[],integer,jsonb) to resident;

CREATE OR REPLACE FUNCTION app.take_places(tenant uuid, secret bytea, at timestamp with time zone, request uuid, new_id uuid, new_number text, slot_ids uuid[], wanted integer, details jsonb, OUT outcome text, OUT reservation_id uuid, OUT reservation_number text)
 RETURNS record
 LANGUAGE plpgsql
AS $function$
declare
  who record;
begin
  perform app.enter('resident', tenant, null);
  select s.subject, s.card into who from app.resident_session(secret, at) s;
  if who.subject is null or (who.card is not null and not (details ->> 'pickup')::boolean) then
    outcome := 'session-over';
    return;
  end if;
  if (details ->> 'pickup')::boolean and who.card is null then
    outcome := 'card-not-ready';
    return;
  end if;
  execute format('set local app.subject_id = %L', who.subject);
  select t.outcome, t.reservation_id, t.reservation_number into outcome, reservation_id, reservation_number
  from app.take_one(at, case when (details ->> 'pickup')::boolean then who.card end, request, new_id, new_number,
    slot_ids, wanted, details) t;
end $function$;
grant execute on function app.take_places(uuid,bytea,timestamp with time zone,uuid,uuid,text,uuid[],integer,jsonb) to web_booking;

CREATE OR REPLACE FUNCTION app.take_places_batch(tenant uuid, at timestamp with time zone, requests jsonb)
 RETURNS TABLE(request uuid, outcome text, reservation_id uuid, reservation_number text)
 LANGUAGE plpgsql
AS $function$
#variable_conflict use_column
declare
  item record;
  slot app.slots;
  places_left integer;
  took integer := 0;
  looked boolean := false;
  answer record;
  refusal text;
  confirmed text;
begin
  perform app.enter('resident', tenant, null);
  perform from app.slots s
  where s.tenant_id = tenant and s.id in (select i.slot from jsonb_to_recordset(requests) as i (slot uuid))
  order by s.starts_at, s.id for update;

  for item in
    select i.*, s as row, w.subject, case when (i.details ->> 'pickup')::boolean then w.card end as card,
      (i.details ->> 'pickup')::boolean and w.card is null as lacks_card,
      w.card is not null and not (i.details ->> 'pickup')::boolean as of_another
    from jsonb_to_recordset(requests)
        as i (request uuid, secret text, id uuid, number text, slot uuid, wanted integer, details jsonb)
      join app.slots s on s.tenant_id = tenant and s.id = i.slot,
      app.resident_session(decode(i.secret, 'hex'), at) w
    order by s.starts_at, s.id
  loop
    if slot.id is distinct from item.slot then
      if took > 0 then
        update app.slots s set taken_web = s.taken_web + took where s.tenant_id = tenant and s.id = slot.id;
      end if;
      slot := item.row;
      took := 0;
      looked := false;
      places_left := least(slot.limit_web - slot.taken_web,
        slot.capacity - slot.taken_web - slot.taken_telephone - slot.taken_counter);
    end if;
    if item.subject is null or item.of_another then
      return query select item.request, 'session-over', null::uuid, null::text;
      continue;
    end if;
    execute format('set local app.subject_id = %L', item.subject);
    select r.id, r.number into answer from app.reservations r where r.tenant_id = tenant and r.request_id = item.request;
    if found then
      return query select item.request, 'taken', answer.id, answer.number;
      continue;
    end if;
    refusal := case when item.lacks_card then 'card-not-ready'
      when item.card is not null then app.why_card_may_not_come(item.card, item.details, slot.venue_id, slot.starts_at) end;
    if refusal is null and item.details ? 'hold' then
      begin
        confirmed := app.confirm_hold(at, item.card, item.request, array[slot.id], item.details);
      exception when others then
        confirmed := null;
      end;
      -- A hold that is no more, or of another time: that one asks again by itself.
      return query select item.request, case when confirmed is null then 'again' else 'taken' end,
        case when confirmed is not null then (item.details ->> 'hold')::uuid end, confirmed;
      continue;
    end if;
    if refusal is null and slot.state = 'open' and item.wanted > places_left and not looked then
      looked := true;
      places_left := places_left + app.free_expired_holds(array[slot.id], at);
    end if;
    if refusal is not null then
      return query select item.request, refusal, null::uuid, null::text;
    elsif slot.state <> 'open' or slot.starts_at <= at then
      return query select item.request, 'closed', null::uuid, null::text;
    elsif item.wanted > places_left then
      return query select item.request, 'full', null::uuid, null::text;
    else
      begin
        perform app.write_booking(at, item.card, item.request, item.id, item.number, array[slot.id], slot, slot.minutes,
          item.wanted, item.details);
        places_left := places_left - item.wanted;
        took := took + item.wanted;
        return query select item.request, 'taken', item.id, item.number;
      exception when others then
        return query select item.request, 'again', null::uuid, null::text;
      end;
    end if;
  end loop;
  if took > 0 then
    update app.slots s set taken_web = s.taken_web + took where s.tenant_id = tenant and s.id = slot.id;
  end if;
end $function$;
grant execute on function app.take_places_batch(uuid,timestamp with time zone,jsonb) to web_booking;

CREATE OR REPLACE FUNCTION app.tenant_directory(for_program text)
 RETURNS TABLE(host text, id uuid, slug text, code text, state text, profile jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select h.host, t.id, t.slug, t.code, t.state, t.profile
  from app.tenant_hosts h join app.tenants t on t.id = h.tenant_id
  where h.program = for_program and (for_program = 'booking' or session_user <> 'web_booking')
$function$;
grant execute on function app.tenant_directory(text) to web_api, web_booking, web_operator, web_staff;

CREATE OR REPLACE FUNCTION app.tenant_id()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('app.tenant_id', true), '')::uuid $function$;
grant execute on function app.tenant_id() to machine, operator, resident, staff;

CREATE OR REPLACE FUNCTION app.ticket_at_device(device_key bytea, reservation uuid, lane uuid, request uuid, ticket uuid, given_label text, turn timestamp with time zone, given_at timestamp with time zone, on_day date)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  tenant constant uuid := app.tenant_id();
  device app.devices;
begin
  select * into device from app.devices d
  where d.tenant_id = tenant and d.key_hash = device_key and d.kind in ('kiosk', 'machine') and d.revoked_at is null;
  if not found then return false; end if;
  if reservation is not null then
    update app.reservations r set state = 'checked_in', checked_in_at = given_at, version = r.version + 1
    where r.tenant_id = tenant and r.id = reservation and r.state = 'confirmed' and r.venue_id = device.venue_id;
    if not found then return false; end if;
  end if;
  insert into app.tickets (tenant_id, id, request_id, venue_id, lane_id, day, label, reservation_id, source, turn_at, issued_at)
  values (tenant, ticket, request, device.venue_id, lane, on_day, given_label, reservation, device.kind, turn, given_at);
  insert into app.ticket_events (tenant_id, ticket_id, act, from_state, to_state, device_id, occurred_at)
  values (tenant, ticket, 'issue', 'waiting', 'waiting', device.id, given_at);
  return true;
end $function$;
grant execute on function app.ticket_at_device(bytea,uuid,uuid,uuid,uuid,text,timestamp with time zone,timestamp with time zone,date) to machine, resident;

CREATE OR REPLACE FUNCTION app.tries_of_an_address(at timestamp with time zone, OUT failures integer, OUT numbers integer)
 RETURNS record
 LANGUAGE sql
 STABLE
AS $function$
  select case when a.stands then 5 else 20 end, case when a.stands then 3 else 10 end
  from (select app.many_guesses(at) as stands) a
$function$;
-- Nobody is granted this one: other functions and the migrations call it.

CREATE OR REPLACE FUNCTION app.uuid_v7()
 RETURNS uuid
 LANGUAGE sql
 PARALLEL SAFE
AS $function$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid()) placing
        substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$function$;
grant execute on function app.uuid_v7() to machine, operator, resident, staff;

CREATE OR REPLACE FUNCTION app.welcome_resident(session uuid, secret bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
  insert into app.resident_sessions (tenant_id, id, token_hash, subject_id, created_at, expires_at)
  values (app.tenant_id(), session, secret, app.uuid_v7(), at, at + interval '20 minutes')
$function$;
grant execute on function app.welcome_resident(uuid,bytea,timestamp with time zone) to resident;

CREATE OR REPLACE FUNCTION app.why_card_may_not_come(card uuid, details jsonb, venue uuid, starts timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  held record;
begin
  select c.state, c.venue_id into held from app.cards c where c.tenant_id = app.tenant_id() and c.id = card;
  if not found or not details -> 'cardStates' ? held.state then return 'card-not-ready'; end if;
  return app.why_venue_may_not(held.venue_id, venue, starts, (details ->> 'otherVenueFrom')::timestamptz);
end $function$;
grant execute on function app.why_card_may_not_come(uuid,jsonb,uuid,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.why_cards_may_not(reservation uuid, venue uuid, starts timestamp with time zone, other_venue_from timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
  select app.why_venue_may_not(c.venue_id, venue, starts, other_venue_from) as why
  from app.reservation_people p
  join app.cards c on c.tenant_id = p.tenant_id and c.id = p.card_id
  where p.tenant_id = app.tenant_id() and p.reservation_id = reservation
  order by why nulls last limit 1
$function$;
grant execute on function app.why_cards_may_not(uuid,uuid,timestamp with time zone,timestamp with time zone) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.why_not_taken(slot uuid, at timestamp with time zone)
 RETURNS text
 LANGUAGE sql
AS $function$
  select coalesce((
    select case when s.state <> 'open' or s.starts_at <= at then 'closed' else 'full' end
    from app.slots s where s.tenant_id = app.tenant_id() and s.id = slot), 'no-such-slot')
$function$;
grant execute on function app.why_not_taken(uuid,timestamp with time zone) to machine, resident, staff;

CREATE OR REPLACE FUNCTION app.why_venue_may_not(home uuid, venue uuid, starts timestamp with time zone, other_venue_from timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case
    when home = venue then null
    when other_venue_from is null then 'other-venue'
    when starts < other_venue_from then 'other-venue-too-soon'
  end
$function$;
grant execute on function app.why_venue_may_not(uuid,uuid,timestamp with time zone,timestamp with time zone) to resident, staff;

CREATE OR REPLACE FUNCTION app.write_booking(at timestamp with time zone, card uuid, request uuid, new_id uuid, new_number text, slot_ids uuid[], first app.slots, length integer, wanted integer, details jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$;
grant execute on function app.write_booking(timestamp with time zone,uuid,uuid,uuid,text,uuid[],app.slots,integer,integer,jsonb) to resident;

-- The words of a municipality's messages: for each kind and language the text that stands in place of the product's own.
-- Every version is kept; the last one is in force. Room: notices. Placeholders: packages/core/src/notices/text-rules.ts
set role app_owner;

create table app.message_texts (
  tenant_id uuid        not null references app.tenants (id) on delete restrict,
  id        uuid        not null default app.uuid_v7(),
  kind      text        not null,
  language  text        not null,
  version   integer     not null,
  subject   text,
  body      text, -- null: the product's own text again
  made_by   uuid        not null,
  made_at   timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, made_by) references app.staff_members (tenant_id, id) on delete restrict,
  constraint a_text_has_one_version_of_a_number unique (tenant_id, kind, language, version),
  constraint a_text_is_whole_or_the_products check ((subject is null) = (body is null))
);
create trigger message_texts_are_append_only before update or delete or truncate on app.message_texts
  for each statement execute function app.refuse_to_forget();
grant select on app.message_texts to staff, machine;
grant insert (tenant_id, kind, language, version, subject, body, made_by, made_at) on app.message_texts to staff;
select app.raise_wall('app.message_texts');
create policy "the messenger and the office read the words of messages" on app.message_texts
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff put words of messages in force" on app.message_texts
  for insert to staff with check (tenant_id = app.tenant_id());

reset role;

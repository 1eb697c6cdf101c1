-- Messages: what was sent to whom, in which words. A message sent keeps its text. Room: notices
set role app_owner;

create table app.messages (
  tenant_id       uuid        not null references app.tenants (id) on delete restrict,
  id              uuid        not null default app.uuid_v7(),
  idempotency_key text        not null, -- the outbox row that asked for it
  kind            text        not null,
  channel         text        not null default 'mail',
  language        text        not null,
  reservation_id  uuid,
  recipient       text        not null,
  subject         text        not null,
  body            text        not null,
  state           text        not null default 'queued',
  attempts        integer     not null default 0,
  last_error      text,
  created_at      timestamptz not null default now(),
  sent_at         timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, reservation_id) references app.reservations (tenant_id, id) on delete restrict,
  constraint a_message_is_written_once unique (tenant_id, idempotency_key),
  constraint a_message_state_is_known check (state in ('queued', 'sent', 'failed'))
);
create index on app.messages (tenant_id, reservation_id);
grant select on app.messages to staff, machine;
grant insert (tenant_id, idempotency_key, kind, channel, language, reservation_id, recipient, subject, body),
      update (state, attempts, last_error, sent_at) on app.messages to machine;
select app.raise_wall('app.messages');
create policy "staff see what was sent" on app.messages for select to staff, machine using (tenant_id = app.tenant_id());
create policy "the messenger writes a message down" on app.messages
  for insert to machine with check (tenant_id = app.tenant_id());
create policy "the messenger notes the delivery" on app.messages
  for update to machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());

reset role;

-- Inquiry numbers (照会番号): an HMAC to look one up by; the number itself only until its letter is printed.
-- Room: issuance/letters. Rule: security.md §5, 1–2
set role app_owner;

create table app.inquiry_numbers (
  tenant_id      uuid        not null references app.tenants (id) on delete restrict,
  id             uuid        not null default app.uuid_v7(),
  card_id        uuid        not null,
  number_hmac    bytea       not null,
  sealed         bytea, -- the number, encrypted until its letter is opened for print; then gone
  issued_at      timestamptz not null,
  letter_made_at timestamptz,
  voided_at      timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, card_id) references app.cards (tenant_id, id) on delete restrict,
  constraint an_inquiry_number_is_used_once unique (tenant_id, number_hmac)
);
create unique index a_card_has_one_live_inquiry_number
  on app.inquiry_numbers (tenant_id, card_id) where voided_at is null;

grant select (tenant_id, id, card_id, sealed, issued_at, letter_made_at, voided_at),
      insert (tenant_id, card_id, number_hmac, sealed, issued_at),
      update (sealed, letter_made_at, voided_at) on app.inquiry_numbers to staff, machine;
select app.raise_wall('app.inquiry_numbers');
create policy "staff see which letters are open" on app.inquiry_numbers
  for select to staff, machine using (tenant_id = app.tenant_id());
create policy "staff issue an inquiry number" on app.inquiry_numbers
  for insert to staff, machine with check (tenant_id = app.tenant_id());
create policy "staff print and void a letter" on app.inquiry_numbers
  for update to staff, machine using (tenant_id = app.tenant_id()) with check (tenant_id = app.tenant_id());
create policy "identification looks an inquiry number up" on app.inquiry_numbers
  for select to app_owner using (tenant_id = app.tenant_id());

reset role;

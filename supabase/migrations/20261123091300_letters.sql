-- Letters: what waits for print, and what was opened lately, found without reading every number a city ever issued.
-- Room: issuance/letters.
set role app_owner;

create index letters_that_wait_for_print on app.inquiry_numbers (tenant_id, card_id)
  where sealed is not null and voided_at is null;
create index letters_by_when_they_were_opened on app.inquiry_numbers (tenant_id, letter_made_at)
  where letter_made_at is not null;

reset role;

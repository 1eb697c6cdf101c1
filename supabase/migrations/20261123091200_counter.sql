-- The counter: an officer scans a letter. Room: issuance.
-- No role may read number_hmac: a list of them is what an attacker would want. Staff ask about one number at a time.
set role app_owner;

-- Whose card a 照会番号 belongs to, and whether a newer letter has replaced it. No row: not one of ours.
create function app.card_of_inquiry_number(number bytea) returns table (card_id uuid, voided boolean)
language sql stable security definer set search_path = '' as $$
  select n.card_id, n.voided_at is not null from app.inquiry_numbers n
  where n.tenant_id = app.tenant_id() and n.number_hmac = number
$$;
grant execute on function app.card_of_inquiry_number(bytea) to staff;

reset role;

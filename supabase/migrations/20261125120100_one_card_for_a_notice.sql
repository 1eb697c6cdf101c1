-- A 交付通知書番号 belongs to one card. Two dry runs that nobody has compared may bring the same one: whichever is taken in
-- later has that line turned back (core/issuance/arrivals/commit-arrivals.ts), and here stands that there is no other way.
-- Room: issuance.

-- A second card with the number, from before this rule, keeps everything but the number: its first holder was told it. As
-- whoever migrates: no policy shows app_owner the cards of all municipalities.
update app.cards c set notice_number = null
where exists (
  select from app.cards earlier
  where earlier.tenant_id = c.tenant_id and earlier.notice_number = c.notice_number and earlier.id < c.id);

-- A line that turns back is corrected as it came, so it is kept as it came until it is a card; those of dry runs that wait
-- already, as they were understood.
update app.arrival_rows r set cells = (
  select coalesce(jsonb_object_agg(said.key, said.value), '{}') from jsonb_each_text(r.arrival) said where said.value is not null)
where r.state = 'good' and r.cells = '{}';

set role app_owner;
drop index app.cards_tenant_id_notice_number_idx;
alter table app.cards add constraint a_notice_number_has_one_card unique (tenant_id, notice_number);
grant update (rows_unclear) on app.arrival_imports to machine; -- who takes an import in; staff have it

reset role;

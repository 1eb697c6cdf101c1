-- Break-off: whoever left without their card reads, on their own page, why. Room: issuance.
-- Only that one act of their own card, and nothing of who did it or from where.
set role app_owner;

grant select (tenant_id, id, card_id, seq, act, reason) on app.custody_events to resident;
create policy "a resident reads why the hand-over of their card was broken off" on app.custody_events
  for select to resident
  using (tenant_id = app.tenant_id() and card_id = app.subject_id() and act = 'break_off');

reset role;

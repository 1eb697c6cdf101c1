-- A message leaves by mail, SMS or LINE, and by no other way. Room: notices
set role app_owner;

alter table app.messages
  add constraint a_message_channel_is_known check (channel in ('mail', 'sms', 'line'));

reset role;

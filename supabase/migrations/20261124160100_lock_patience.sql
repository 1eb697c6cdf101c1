-- Residents wait two seconds at most for somebody else's lock, and are then asked to press again. On the login, so that
-- no booking pays for saying so. Room: booking.
alter role web_booking set lock_timeout = '2s';

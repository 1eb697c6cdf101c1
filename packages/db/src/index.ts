export { type Admin, openAdmin } from './admin.ts'
export { type Actor, type Database, openDatabase, type Tx } from './database.ts'
export { CHANGED, relayOnce, startRelay } from './relay.ts'

export { type Factory, factories, type Owner } from './factories/index.ts'
export { openTestDatabase, type TestDatabase } from './test-database.ts'

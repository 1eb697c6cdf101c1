export { startPostgres, type PostgresOptions, type RunningPostgres } from './postgres/start-postgres.ts'
export { PORT_VARIABLES } from './postgres/port.ts'
export { isStartError, type StartError, type StartErrorCode } from './start-error.ts'

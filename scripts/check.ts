import {
  architecture,
  contract,
  database,
  lint,
  runSteps,
  tenants,
  trace,
  types,
  unit,
  unused,
} from './steps.ts'

const steps = [types, lint, unused, architecture, tenants, trace, unit, database, contract]
await runSteps(steps, process.argv.slice(2))

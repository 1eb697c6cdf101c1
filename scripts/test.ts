import {
  architecture,
  build,
  contract,
  database,
  journeys,
  lint,
  runSteps,
  tenants,
  trace,
  types,
  unit,
  unused,
} from './steps.ts'
import { ensureBrowser } from './system-needs.ts'

const keys = process.argv.slice(2)
const steps = [types, lint, unused, architecture, tenants, trace, unit, database, contract, build, journeys]

if (keys.length === 0 || keys.includes(journeys.key)) ensureBrowser()
await runSteps(steps, keys)

import { runSteps } from './run-steps.ts'
import { checkSteps } from './steps.ts'

await runSteps(checkSteps, process.argv.slice(2))

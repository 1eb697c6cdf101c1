import { runSteps } from './run-steps.ts'
import { testSteps } from './steps.ts'
import { ensureBrowser } from './system-needs.ts'

const keys = process.argv.slice(2)

if (keys.length === 0 || keys.includes('journeys')) ensureBrowser()
await runSteps(testSteps, keys)

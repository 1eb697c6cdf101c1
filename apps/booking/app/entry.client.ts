import { enhance } from '@madoguchi/ui/enhance'
import { keepLive } from '@madoguchi/ui/live'
import { goHome } from './kiosk/go-home.ts'
import { speakCalls } from './queue/speak-calls.ts'
import { solveWork } from './work/solve-work.ts'

// All the script that a resident's page has (docs/decisions/0007): Remix builds it, and names it in its manifest.
enhance()
keepLive()
solveWork()
speakCalls()
goHome()

// Development only: naming it is what makes Vite send its client along, which reloads the page after a change.
import.meta.hot?.accept()

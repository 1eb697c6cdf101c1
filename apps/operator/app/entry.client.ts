import { enhance } from '@madoguchi/ui/enhance'

// All the script that a page of the console has: no framework in the browser (docs/decisions/0007).
enhance()

// Development only: naming it is what makes Vite send its client along, which reloads the page after a change.
import.meta.hot?.accept()

import { enhance } from '@madoguchi/ui/enhance'

// All the script that a resident's page has (docs/decisions/0007): Remix builds it, and names it in its manifest.
enhance()

// Development only: naming it is what makes Vite send its client along, which reloads the page after a change.
import.meta.hot?.accept()

import { enhance } from '@madoguchi/ui/enhance'

// All the script that a page of the console has: no framework in the browser (docs/decisions/0007).
enhance()

import { enhance } from './enhance.ts'

// The entry for a page that loads no other script: <script type="module" src="…">.
enhance()

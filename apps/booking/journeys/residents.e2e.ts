import { everyPage } from './residents/every-page.ts'
import { longerWords } from './residents/longer-words.ts'
import { openSite } from './residents/open-site.ts'
import { refusedNumber } from './residents/refused-number.ts'
import { withALetter } from './residents/with-a-letter.ts'
import { withoutALetter } from './residents/without-a-letter.ts'

const site = openSite()
withALetter(site)
withoutALetter(site)
refusedNumber(site)
everyPage(site)
longerWords(site)

import { once } from 'node:events'
import { addressTable } from './product/address-table.ts'
import { buildPages } from './product/build-pages.ts'
import { dataFolder } from './product/data-folder.ts'
import { explainDefect } from './product/explain-defect.ts'
import { lockFolder } from './product/lock-folder.ts'
import { openProduct } from './product/open-product.ts'
import { refuseTakenPorts, usualPorts } from './product/ports.ts'
import { askedPrograms } from './product/program-environment.ts'
import { say } from './product/say.ts'
import { table } from './product/table.ts'

const { signal } = endingOnRequest()

try {
  const mode = process.argv.includes('--dev') ? 'development' : 'production'
  const programs = askedPrograms(process.argv.slice(2).filter((it) => it !== '--dev'))
  const ports = usualPorts(process.env)
  const folder = dataFolder(process.env)
  await lockFolder(folder)
  await refuseTakenPorts(ports, { programs, mode, folder })
  if (mode === 'production') await buildPages({ programs, signal, say })
  const product = await openProduct({ folder, ports, programs, mode, signal, say })
  console.log(
    `\n${table(addressTable(product))}\n\n終えるときは Ctrl-C を押してください。データは ${folder} に残ります。\n初めからやり直すには、終えてから npm run reset を実行します。`,
  )
  if (!signal.aborted) await once(signal, 'abort')
  await product.stop()
  say('すべて終了しました')
  process.exit(0)
} catch (defect) {
  // What an interrupted step complains of is the interruption.
  if (signal.aborted) say('途中で終了しました。次の npm start で続きから始めます')
  else console.error(`\n起動できませんでした。\n${explainDefect(defect)}`)
  process.exit(signal.aborted ? 130 : 1)
}

/** Ctrl-C at any moment, the closed terminal, and the end of the process that started us: everything ends in order. */
function endingOnRequest() {
  const ending = new AbortController()
  const end = () => {
    // One Ctrl-C arrives several times: from the terminal, from npm, and from the process that started us.
    if (!ending.signal.aborted) say('終了しています…')
    ending.abort()
  }
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect']) process.on(event, end)
  // A closed terminal takes no more words; that must not keep us from ending the rest.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return ending
}

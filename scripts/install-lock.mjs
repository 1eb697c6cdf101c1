// Like bootstrap.mjs: Node's own modules only.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Waits while another command installs in this clone, for two `npm ci` at once spoil each other; then keeps others waiting until the answered function is called. */
export async function lockInstallation(root) {
  const file = join(root, '.local', 'installing.pid')
  mkdirSync(dirname(file), { recursive: true })
  for (let said = false; !take(file); await sleep(500)) {
    if (!isInstalling(file)) rmSync(file, { force: true })
    else if (!said) console.log('別の画面が部品を取りそろえています。終わるのを待っています')
    said = true
  }
  const unlock = () => rmSync(file, { force: true })
  process.once('exit', unlock) // an interrupted installation ends with a call of exit
  return () => {
    process.off('exit', unlock)
    unlock()
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** A number that now belongs to another program is a leftover of a command that was killed. */
function isInstalling(file) {
  try {
    const pid = readFileSync(file, 'utf8') || 'self' // made, and not yet written
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('bootstrap.mjs')
  } catch {
    return false
  }
}

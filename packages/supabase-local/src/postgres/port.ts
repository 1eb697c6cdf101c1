import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { basename } from 'node:path'
import { startError } from '../start-error.ts'
import { commandLine } from './live-process.ts'

/** The environment variables that the starter reads for each port; named in the sentence when a port is taken. */
export const PORT_VARIABLES = {
  postgres: 'POSTGRES_PORT',
  http: 'SUPABASE_PORT',
  smtp: 'SMTP_PORT',
  mailbox: 'MAILBOX_PORT',
} as const

export type PortUse = keyof typeof PORT_VARIABLES

/** Returns the port if it is free on 127.0.0.1 (0: any free one). Throws a StartError that says who holds it. */
export const freePort = (port: number, use: PortUse): Promise<number> =>
  freePortFor(port, PORT_VARIABLES[use])

/** The same for any other program; `variable` is the environment variable with which its port is moved. */
export async function freePortFor(port: number, variable: string): Promise<number> {
  const tried = await tryPort(port)
  if (typeof tried === 'number') return tried
  if (tried.code === 'EACCES') {
    throw startError(
      'no-permission',
      { ja: `ポート ${port} を使う権限がありません。`, en: `No permission to listen on port ${port}.` },
      {
        ja: `1024 以上の番号を環境変数 ${variable} に指定してください。`,
        en: `Set ${variable} to a number of 1024 or more.`,
      },
    )
  }
  const holder = whoListens(port)
  throw startError(
    'port-taken',
    {
      ja: `ポート ${port} は${holder ? `「${holder.name}」（プロセス番号 ${holder.pid}）が` : '別のプログラムが'}使用中です。`,
      en: `Port ${port} is in use by ${holder ? `"${holder.name}" (pid ${holder.pid})` : 'another program'}.`,
    },
    {
      ja: `そのプログラムを終えるか、環境変数で別の番号を指定してください（例: ${variable}=${port + 1000} npm start）。`,
      en: `Stop that program, or choose another port (for example: ${variable}=${port + 1000} npm start).`,
    },
  )
}

function tryPort(port: number): Promise<number | { code: string | undefined }> {
  return new Promise((settle) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => settle({ code: error.code }))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const found = typeof address === 'object' && address ? address.port : port
      server.close(() => settle(found))
    })
  })
}

/** The program that listens on a TCP port, as far as this account may see it (Linux /proc). */
export function whoListens(port: number): { pid: number; name: string } | undefined {
  const inodes = listeningInodes(port)
  if (inodes.size === 0) return undefined
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const holds = readdirSync(`/proc/${pid}/fd`).some((fd) =>
        inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`)),
      )
      if (holds) return { pid: Number(pid), name: nameOf(Number(pid)) }
    } catch {
      // Another account's process, or one that ended while we looked.
    }
  }
  return undefined
}

/** As it was called; the kernel's own name for it is in Node's case that of a thread. */
const nameOf = (pid: number) =>
  basename(commandLine(pid).split(' ')[0] ?? '') || readFileSync(`/proc/${pid}/comm`, 'utf8').trim()

function listeningInodes(port: number): Set<string> {
  const LISTEN = '0A'
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  const lines = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => {
    try {
      return readFileSync(file, 'utf8').trim().split('\n').slice(1)
    } catch {
      return []
    }
  })
  const columns = lines.map((line) => line.trim().split(/\s+/))
  const ours = columns.filter((column) => column[1]?.endsWith(wanted) && column[3] === LISTEN)
  return new Set(ours.map((column) => `socket:[${column[9]}]`))
}

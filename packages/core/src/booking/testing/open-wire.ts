import { connect, createServer, type Socket } from 'node:net'

export type Wire = Awaited<ReturnType<typeof openWire>>

/** A wire to Postgres that is cut just when the answer 'taken' comes back: the place is taken, and nobody heard of it. */
export async function openWire(databaseUrl: string) {
  const target = new URL(databaseUrl)
  const open = new Set<Socket>()
  let cuts = 0

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (bytes) => far.write(bytes))
    far.on('data', (bytes) => {
      if (cuts === 0 || !bytes.includes('taken')) return near.write(bytes)
      cuts--
      return near.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as { port: number }
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`

  return {
    url: url.href,
    /** The next so many of these answers are lost, each with its connection. */
    cut(times = 1) {
      cuts = times
    },
    cutsLeft: () => cuts,
    close: () => {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

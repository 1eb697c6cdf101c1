import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: string }
/** An answer; `drop`: the line goes dead without one. */
export type Told = { status: number; json?: unknown; headers?: Record<string, string>; drop?: boolean }

/** A server on a free port of this machine that answers each request as it is told. */
export async function listen(answer: (asked: Asked) => Told) {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const piece of request) body += piece
    const { method = '', url: path = '', headers } = request
    const told = answer({ method, path, headers, body })
    if (told.drop) return void request.socket.destroy()
    response.writeHead(told.status, { 'content-type': 'application/json', ...told.headers })
    response.end(JSON.stringify(told.json ?? {}))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

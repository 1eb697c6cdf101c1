/**
 * Limits how many pieces of work run at once for each tenant; the rest wait their turn in order.
 * One tenant's rush must not take every connection of a program.
 */
export function openBulkhead(perTenant: number) {
  const running = new Map<string, number>()
  const waiting = new Map<string, (() => void)[]>()

  const leave = (tenantId: string) => {
    const next = waiting.get(tenantId)?.shift()
    if (next) return next()
    const left = (running.get(tenantId) ?? 1) - 1
    if (left > 0) return running.set(tenantId, left)
    running.delete(tenantId)
    return waiting.delete(tenantId)
  }

  return async <T>(tenantId: string, work: () => Promise<T>): Promise<T> => {
    const now = running.get(tenantId) ?? 0
    if (now < perTenant) running.set(tenantId, now + 1)
    else {
      // The one who leaves hands its place over, so the count stays as it is.
      await new Promise<void>((enter) => {
        const queue = waiting.get(tenantId)
        if (queue) queue.push(enter)
        else waiting.set(tenantId, [enter])
      })
    }
    try {
      return await work()
    } finally {
      leave(tenantId)
    }
  }
}

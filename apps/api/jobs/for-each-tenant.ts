import type { TenantId } from '@madoguchi/core/kernel'
import type { TenantDirectory } from '@madoguchi/core/tenancy'
import type { Task } from '@madoguchi/db/queue'

/** Visits every municipality. One that fails does not stop the others, and the task is tried again. */
export const forEachTenant =
  (
    { directory }: { directory: TenantDirectory },
    name: string,
    visit: (tenantId: TenantId) => Promise<void>,
  ): Task =>
  async () => {
    const failed: string[] = []
    for (const { id, slug } of directory.all()) await visit(id).catch(() => failed.push(slug))
    if (failed.length > 0) throw new Error(`${name} failed for ${failed.join(', ')}`)
  }

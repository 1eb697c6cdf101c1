import { defineConfig } from 'vitest/config'

const notOurs = ['**/node_modules/**', '**/build/**', '**/.local/**']
const architecture = 'packages/config/architecture/**'
const supabaseContract = 'packages/supabase-local/contract/**'
/** For whatever starts a process. */
const setupFiles = ['packages/config/vitest/end-with-parent.ts']

/** One project for each reach a test may have; the suffix of the file says which (STYLE: tests). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'architecture',
          include: [`${architecture}/*.spec.ts`],
          exclude: notOurs,
          maxWorkers: 2,
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'unit',
          include: ['**/*.spec.{ts,tsx}'],
          exclude: [...notOurs, architecture],
          maxWorkers: 2,
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'database',
          setupFiles,
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...notOurs, supabaseContract],
          globalSetup: ['packages/config/vitest/database.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'contract',
          setupFiles,
          include: [`${supabaseContract}/*.test.ts`],
          exclude: notOurs,
          maxWorkers: 1,
          testTimeout: 30_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        // Journeys start the programs on ports of their own and share one browser: one at a time.
        test: {
          name: 'journeys',
          setupFiles,
          include: ['**/*.e2e.ts'],
          exclude: notOurs,
          maxWorkers: 1,
          fileParallelism: false,
          // Nobody has to wait for long in a journey (docs/decisions/0014).
          env: { PROOF_WAIT_SECONDS: '1' },
          testTimeout: 240_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
})

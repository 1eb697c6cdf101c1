import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { resetSupabase } from '@madoguchi/supabase-local'
import { dataFolder } from './product/data-folder.ts'
import { explainDefect } from './product/explain-defect.ts'
import { lockFolder } from './product/lock-folder.ts'

try {
  const folder = dataFolder(process.env)
  await lockFolder(folder)
  resetSupabase(join(folder, 'supabase'))
  // By name: the folder may hold what is not ours, such as the reports of the tests.
  for (const part of ['supabase', 'product.json', 'log'])
    rmSync(join(folder, part), { recursive: true, force: true })
  console.log('データを消しました。npm start で、初めから用意します。')
  process.exit(0)
} catch (defect) {
  console.error(explainDefect(defect))
  process.exit(1)
}

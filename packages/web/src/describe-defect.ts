/** What may be written down about a defect: its kind and where, never its message or data. */
export function describeDefect(defect: unknown) {
  if (!(defect instanceof Error)) return { defect: typeof defect }
  const code = 'code' in defect ? String(defect.code) : undefined
  const constraint = 'constraint_name' in defect ? String(defect.constraint_name) : undefined
  const where = defect.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8)
  return { defect: defect.name, code, constraint, where }
}

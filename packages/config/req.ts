import { readRequirements } from './requirements.ts'

const known = new Set(readRequirements().map((requirement) => requirement.id))

/** Names the requirement that a test proves, for its title: `[1.E.3]`. Throws on an id that docs/requirements.csv does not have. */
export function req(id: string) {
  if (!known.has(id)) throw new Error(`docs/requirements.csv has no requirement ${id}`)
  return `[${id}]`
}

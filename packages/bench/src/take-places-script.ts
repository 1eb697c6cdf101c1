import type { Ground } from './ground.ts'

/**
 * A pgbench script that calls the very function the program calls, with what the program sends: one place in one of the
 * first `slots` slots, each for another visitor. (pgbench takes `:name` for a variable, so there is a space after each colon in the JSON.)
 */
export function takePlacesScript({ tenantId, procedure }: Ground, slots: number): string {
  const details = `{"procedure": "${procedure}", "pickup": false, "cardStates": ["received"], "language": "ja", "policyVersion": 1, "kana": "カソウ タロウ", "kanaKey": "カソウタロウ", "birthDate": "1980-04-01"}`
  return [
    `\\set n random(1, ${slots})`,
    `select * from app.take_places('${tenantId}'::uuid, sha256(convert_to('floor-' || lpad(nextval('floor_visitor')::text, 12, '0'), 'UTF8')), now(), gen_random_uuid(), gen_random_uuid(),
      gen_random_uuid()::text, array[('00000000-0000-7000-8000-' || lpad(to_hex(:n::int), 12, '0'))::uuid], 1, '${details}'::jsonb);`,
    '',
  ]
    .join('\n')
    .replace(/\n\s+/g, ' ')
}

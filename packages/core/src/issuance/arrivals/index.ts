export type { NumberKeys } from '../mint-inquiry-number.ts'
export { agreeToProfile } from './agree-to-profile.ts'
export {
  ALWAYS_REQUIRED,
  ARRIVAL_FIELDS,
  type ArrivalField,
  type ArrivalProblem,
  type ArrivalReason,
  type ArrivalTexts,
  type ArrivalWarning,
  type BadRow,
  CARD_KINDS,
  type CardArrival,
  type CardKind,
  type GoodRow,
} from './arrival-rules.ts'
export { codeKey } from './arrival-value-rules.ts'
export type { ArrivalImport, ImportState } from './arrivals.sql.ts'
export { type AskCommitRefusal, askCommit } from './ask-commit.ts'
export { badRowsCsv } from './bad-rows-csv.ts'
export { type CommitProgress, commitArrivals } from './commit-arrivals.ts'
export { correctArrivalRow, dropArrivalRow } from './correct-arrival-row.ts'
export { discardArrivals } from './discard-arrivals.ts'
export { MappingProfile } from './mapping-profile.ts'
export { type NameToConfirm, namesToConfirm, namesToConfirmCsv } from './names-to-confirm.ts'
export { type ArrivalPreview, arrivalImports, previewArrivals, recounted } from './preview-arrivals.ts'
export type { FileRefusal } from './read-arrivals.ts'
export { readMappings } from './read-mappings.ts'
export { mayReceive } from './receiving-rules.ts'
export { type ArrivalUpload, stageArrivals } from './stage-arrivals.ts'

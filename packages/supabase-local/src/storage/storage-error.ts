/** A refusal as Storage answers it. The HTTP status is nearly always 400; the real one is text in the body. */
export type StorageError = Error & { http: number; statusCode: string; label: string; code: string }

type Kind = { statusCode: string; label?: string; message: string; http?: number }

const KINDS = {
  NoSuchBucket: { statusCode: '404', label: 'Bucket not found', message: 'Bucket not found' },
  NoSuchKey: { statusCode: '404', label: 'not_found', message: 'Object not found' },
  BucketAlreadyExists: { statusCode: '409', label: 'Duplicate', message: 'The resource already exists' },
  KeyAlreadyExists: { statusCode: '409', label: 'Duplicate', message: 'The resource already exists' },
  ResourceAlreadyExists: { statusCode: '409', label: 'Duplicate', message: 'The resource already exists' },
  ResourceNotEmpty: { statusCode: '409', message: 'The bucket you tried to delete is not empty' },
  EntityTooLarge: {
    statusCode: '413',
    label: 'Payload too large',
    message: 'The object exceeded the maximum allowed size',
  },
  InvalidMimeType: { statusCode: '415', label: 'invalid_mime_type', message: 'mime type is not supported' },
  InvalidKey: { statusCode: '400', message: 'Invalid key' },
  InvalidBucketName: { statusCode: '400', label: 'Invalid Input', message: 'Bucket name invalid' },
  AccessDenied: {
    statusCode: '403',
    label: 'Unauthorized',
    message: 'new row violates row-level security policy',
  },
  InvalidJWT: { statusCode: '400', message: 'Invalid JWT' },
  InvalidSignature: { statusCode: '400', message: 'Invalid signature' },
  InvalidRequest: { statusCode: '400', label: 'Error', message: 'Invalid request' },
} as const satisfies Record<string, Kind>

export type StorageErrorCode = keyof typeof KINDS

/** Builds a StorageError; the message defaults to the one that Storage gives for the code. */
export function storageError(code: StorageErrorCode, message?: string, http = 400): StorageError {
  const kind: Kind = KINDS[code]
  const fields = { name: 'StorageError', http, statusCode: kind.statusCode, label: kind.label ?? code, code }
  return Object.assign(new Error(message ?? kind.message), fields)
}

export const isStorageError = (error: unknown): error is StorageError =>
  error instanceof Error && error.name === 'StorageError'

/** Storage's JSON for a refusal. */
export function renderStorageError(error: StorageError): Response {
  const { statusCode, label, message, code } = error
  return Response.json({ statusCode, error: label, message, code }, { status: error.http })
}

/** A camelCase key as the column it stands for: `limitWeb` → `limit_web`. */
export const toSnakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** A column as the key it becomes: `limit_web` → `limitWeb`. */
export const toCamelCase = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

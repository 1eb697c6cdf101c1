/** A camelCase key as the column it stands for: `limitWeb` → `limit_web`. */
export const toSnakeCase = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** How large an arrival file may be, in MB: a hundred thousand rows take about a third of it. */
export const UPLOAD_MEGABYTES = 64

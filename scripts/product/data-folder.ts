/** Where `npm start` keeps everything: `.local` in the project unless DATA_FOLDER names another folder. */
export const dataFolder = (env: NodeJS.ProcessEnv) => env.DATA_FOLDER || '.local'

/** When the extension began to be loaded, in milliseconds of the process: this module comes first of all. */
export const BEGAN = performance.now();

/** Files: written whole, locked, hashed, read with their form checked; where data and caches lie. */

export { writeFileAtomic } from './atomicFile.js';
export { browserScript } from './browserScript.js';
export { cacheFolder } from './cacheFolder.js';
export { fileHash, valueHash } from './contentHash.js';
export { dataPath, policyPath } from './dataFolder.js';
export { acquireLock, type FileLock } from './fileLock.js';
export { type FileProvenance, fileProvenance } from './fileProvenance.js';
export { interruptSignal } from './interruptSignal.js';
export { LockedError, type LockHolder, lockHolder } from './lockHolder.js';
export { makeFolder } from './makeFolder.js';
export { type ProcessIdentity, processState, thisProcess } from './processIdentity.js';
export { quarantineFile } from './quarantineFile.js';
export { checkForm, DamagedFileError, isJson, parseJson, readJson, readText } from './readJson.js';

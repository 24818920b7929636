/** A kernel must not outlive the server or the runner that started it. */

/** Ends the process within a second after its parent is gone (unless a cell blocks in an endless synchronous loop). */
function exitWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 1000);
  watch.unref();
}

module.exports = { exitWithParent };

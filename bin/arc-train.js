#!/usr/bin/env node
// Every Node since 10 can read this file, and nothing else is imported before the version is known:
// an older one could only report what it does not understand.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `arc-train needs Node 20.19 or newer, this is ${process.version}: get one at https://nodejs.org`,
  );
  process.exitCode = 2;
} else {
  import("../dist/cli/main.js").then(({ main }) => main(process.argv), explain);
}

/** What the program is made of may be missing: not built, not installed, or for another machine. */
function explain(error) {
  if (!/MODULE_NOT_FOUND$/.test(error.code)) throw error;
  const [missing] = error.message.split("\n");
  console.error(`arc-train is not installed as a whole, run \`npm ci\`: ${missing}`);
  process.exitCode = 1;
}

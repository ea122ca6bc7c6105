import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { ROOT, runIn } from "./project.ts";

/** Packs the repository and installs it into an empty project, with TypeScript beside it. */
export default async function install(tests: TestProject): Promise<() => void> {
  const dir = mkdtempSync(join(tmpdir(), "arc-train-package-"));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = '{ "name": "a-users-project", "private": true, "type": "module" }';
  writeFileSync(join(dir, "package.json"), named);
  const packed = await runIn(ROOT, `npm pack --silent --ignore-scripts --pack-destination ${dir}`);
  const also = ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
  const line = `npm install --no-audit --no-fund --prefer-offline ./${packed.stdout.trim()}`;
  const installed = await runIn(dir, `${line} ${also.join(" ")}`);
  if (installed.code !== 0) {
    remove();
    throw new Error(`npm install: ${packed.stderr}${installed.stderr}`);
  }
  tests.provide("project", dir);
  return remove;
}

declare module "vitest" {
  export interface ProvidedContext {
    /** The directory of the project that has the package installed. */
    readonly project: string;
  }
}

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** What became of a command. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A user's project that has installed the package as npm packs it. */
export interface Project {
  readonly dir: string;
  write(file: string, text: string): void;
  /** Runs a command line in it by `sh`, under this Node, on user data of its own and without a key. */
  run(line: string, env?: Readonly<Record<string, string>>): Promise<Ended>;
  remove(): void;
}

/** Packs the repository and installs it into an empty project, TypeScript beside it. */
export async function createProject(): Promise<Project> {
  const dir = mkdtempSync(join(tmpdir(), "arc-train-package-"));
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const project: Project = {
    dir,
    write: (file, text) => writeFileSync(join(dir, file), text),
    run: (line, env = {}) => runIn(dir, line, env),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
  project.write("package.json", '{ "name": "a-users-project", "private": true, "type": "module" }');
  const packed = await runIn(ROOT, `npm pack --silent --ignore-scripts --pack-destination ${dir}`);
  const also = ["typescript", "@types/node"].map((name) => `${name}@${devDependencies[name]}`);
  const installed = await project.run(
    `npm install --no-audit --no-fund --prefer-offline ./${packed.stdout.trim()} ${also.join(" ")}`,
  );
  if (installed.code !== 0) throw new Error(`npm install: ${packed.stderr}${installed.stderr}`);
  return project;
}

function runIn(dir: string, line: string, env: Readonly<Record<string, string>> = {}) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(ARC_|npm_|VITEST|FORCE_COLOR$)/.test(name),
  );
  const options = {
    cwd: dir,
    env: {
      ...Object.fromEntries(inherited),
      // npm and npx run under this Node, too.
      PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
      XDG_DATA_HOME: join(dir, "user-data"),
      ...env,
    },
  };
  return new Promise<Ended>((resolve) => {
    execFile("sh", ["-ec", line], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}

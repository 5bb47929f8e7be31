// Copyright 2026 the tpd2 authors. MIT license.

/** A server to compare. */
export interface Peer {
  /** What it is called on the command line and in the tables. */
  name: string;
  /** The command, without the port. */
  command: string[];
  /** How the port is given; as a last argument if not said. */
  portFlag?: string;
}

/** What there is to run peers with. */
export interface Tools {
  /** The folder that the peers were installed into. */
  folder: string;
  /** Versions, for the report. */
  versions: Record<string, string>;
  /** Where Bun is, if it could be had. */
  bun: string | null;
  /** The bare epoll loop, if there is a C compiler. */
  c: string | null;
  /** Go's server, if there is a Go compiler. */
  go: string | null;
}

const PACKAGES = [
  "hono@4.13.19",
  "elysia@1.4.30",
  "fastify@5.12.8",
  "express@5",
  "@oven/bun-linux-x64",
];

function here(file: string): string {
  return new URL(`./servers/${file}`, import.meta.url).pathname;
}

/** Runs a command; its output, or null if it failed or is not there. */
async function run(command: string[], cwd?: string): Promise<string | null> {
  try {
    const { success, stdout } = await new Deno.Command(command[0]!, {
      args: command.slice(1),
      stderr: "null",
      ...(cwd === undefined ? {} : { cwd }),
    }).output();
    return success ? new TextDecoder().decode(stdout).trim() : null;
  } catch {
    return null;
  }
}

/** Installs the peers into a folder and compiles the floor. */
export async function installPeers(folder: string): Promise<Tools> {
  await Deno.writeTextFile(`${folder}/package.json`, '{ "type": "module" }');
  await run(["npm", "install", "--silent", ...PACKAGES], folder);
  for await (const { name, isFile } of Deno.readDir(here(""))) {
    if (isFile && /\.(mjs|json)$/.test(name)) {
      await Deno.copyFile(here(name), `${folder}/${name}`);
    }
  }
  const bunPath = `${folder}/node_modules/@oven/bun-linux-x64/bin/bun`;
  const bun = await run([bunPath, "--version"]);
  const c = await run([
    ...["gcc", "-O2", "-o", `${folder}/epoll`],
    here("epoll.c"),
  ]);
  const go = await run([
    ...["go", "build", "-o", `${folder}/net_http`],
    here("net_http.go"),
  ]);
  const versions: Record<string, string> = { Deno: Deno.version.deno };
  const node = await run(["node", "--version"]);
  if (node !== null) versions.Node = node.replace(/^v/, "");
  if (bun !== null) versions.Bun = bun;
  for (const name of ["hono", "elysia", "fastify", "express"]) {
    try {
      const text = await Deno.readTextFile(
        `${folder}/node_modules/${name}/package.json`,
      );
      versions[name] = JSON.parse(text).version;
    } catch {
      // It could not be installed, and does not take part.
    }
  }
  return {
    folder,
    versions,
    bun: bun === null ? null : bunPath,
    c: c === null ? null : `${folder}/epoll`,
    go: go === null ? null : `${folder}/net_http`,
  };
}

/** The servers that can take part with the tools that there are. */
export function peersOf(tools: Tools): Peer[] {
  const { folder, versions, bun, c, go } = tools;
  const deno = [Deno.execPath(), "run", "-A", "--no-check"];
  const ours = [...deno, here("tpd2.ts"), "--transport"];
  const peers: Peer[] = [];
  if (c !== null) peers.push({ name: "c", command: [c] });
  peers.push(
    { name: "tpd2-epoll", command: [...ours, "epoll"], portFlag: "--port" },
    { name: "tpd2-deno", command: [...ours, "deno"], portFlag: "--port" },
    { name: "deno", command: [...deno, `${folder}/deno_serve.mjs`] },
  );
  if ("hono" in versions) {
    peers.push({ name: "hono-deno", command: [...deno, `${folder}/hono.mjs`] });
  }
  if (bun !== null) {
    peers.push({ name: "bun", command: [bun, `${folder}/bun_serve.mjs`] });
    for (const name of ["elysia", "hono"].filter((name) => name in versions)) {
      peers.push({
        name: `${name}-bun`,
        command: [bun, `${folder}/${name}.mjs`],
      });
    }
  }
  if ("Node" in versions) {
    const node = ["node"];
    peers.push({ name: "node", command: [...node, `${folder}/node_http.mjs`] });
    for (
      const name of ["fastify", "express"].filter((name) => name in versions)
    ) {
      peers.push({ name, command: [...node, `${folder}/${name}.mjs`] });
    }
  }
  if (go !== null) peers.push({ name: "go", command: [go] });
  return peers;
}

// Copyright 2026 the tpd2 authors. MIT license.

/**
 * A real nginx for tests, as a reverse proxy. Where there is none the tests skip
 * with a message, except when `CI` is set.
 */

/** Where packages put it. */
const PROGRAMS = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"];

let told = false;

/** Where nginx is, if it is installed. */
export function findNginx(): string | undefined {
  return PROGRAMS.find((file) => {
    try {
      return Deno.statSync(file).isFile;
    } catch {
      return false;
    }
  });
}

/**
 * Whether tests with nginx can run. Says why on the console when they cannot, once.
 *
 * @throws {Error} If there is none although `CI` is set.
 */
export function nginxAvailable(): boolean {
  if (findNginx() !== undefined) return true;
  const message = "Cannot start nginx: it is not installed";
  if (Deno.env.get("CI")) throw new Error(message);
  if (!told) console.warn(`${message}; tests that need it are skipped`);
  told = true;
  return false;
}

/**
 * Runs nginx while a function runs.
 *
 * @param location What stands in its `location /`.
 * @param fn Is given where it is.
 */
export async function withNginx(
  location: string,
  fn: (origin: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const port = freePort();
  const file = `${folder}/nginx.conf`;
  await Deno.writeTextFile(file, configuration(folder, port, location));
  const nginx = new Deno.Command(findNginx() ?? "nginx", {
    args: ["-c", file, "-p", folder, "-e", `${folder}/error.log`],
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await listening(port, nginx);
    await fn(`http://127.0.0.1:${port}`);
  } finally {
    try {
      nginx.kill("SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await nginx.status;
    await Deno.remove(folder, { recursive: true });
  }
}

function configuration(folder: string, port: number, location: string): string {
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((name) => `${name}_temp_path ${folder}/${name};`).join("\n  ");
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  ${temporary}
  server {
    listen 127.0.0.1:${port};
    location / {
      ${location}
    }
  }
}
`;
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function listening(port: number, nginx: Deno.ChildProcess) {
  let ended = false;
  nginx.status.then(() => ended = true);
  for (;;) {
    if (ended) throw new Error("Cannot start nginx: it ended at once");
    try {
      const connection = await Deno.connect({ hostname: "127.0.0.1", port });
      connection.close();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

// Copyright 2026 the tpd2 authors. MIT license.

/** A proxy in front of a server of ours. */
export type ProxyName = "nginx" | "haproxy";

/** Where Debian puts what only administrators usually run. */
const FOLDERS = ["/usr/sbin", "/usr/bin", "/usr/local/sbin"];

/** The program of that name; null where it is not installed. */
export function programOf(name: ProxyName): string | null {
  for (const folder of FOLDERS) {
    try {
      if (Deno.statSync(`${folder}/${name}`).isFile) return `${folder}/${name}`;
    } catch {
      // Not there.
    }
  }
  return null;
}

/** A proxy that runs in the foreground, on 127.0.0.1 alone. */
export class TestProxy implements AsyncDisposable {
  readonly port: number;
  readonly #process: Deno.ChildProcess;
  readonly #folder: string;

  private constructor(
    port: number,
    process: Deno.ChildProcess,
    folder: string,
  ) {
    this.port = port;
    this.#process = process;
    this.#folder = folder;
  }

  /**
   * Starts one.
   *
   * @param name Which.
   * @param backend The port of the server behind it.
   * @throws {Error} If it does not listen after a while.
   */
  static async start(name: ProxyName, backend: number): Promise<TestProxy> {
    const folder = await Deno.makeTempDir();
    const port = freePort();
    const config = `${folder}/proxy.conf`;
    await Deno.writeTextFile(config, CONFIGS[name](port, backend, folder));
    const args = name === "nginx"
      ? ["-p", folder, "-e", `${folder}/error.log`, "-c", config]
      : ["-db", "-f", config];
    const process = new Deno.Command(programOf(name)!, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const proxy = new TestProxy(port, process, folder);
    for (let i = 0; i < 200; i++) {
      try {
        (await Deno.connect({ hostname: "127.0.0.1", port })).close();
        return proxy;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    await proxy[Symbol.asyncDispose]();
    throw new Error(`Cannot start ${name}: it does not listen`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#process.kill("SIGTERM");
    } catch {
      // It ended by itself.
    }
    await this.#process.status;
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** Both keep their connections to us, so that what one request hides meets the next. */
const CONFIGS: Record<
  ProxyName,
  (port: number, backend: number, folder: string) => string
> = {
  nginx: (port, backend, folder) => `
daemon off;
master_process off;
pid ${folder}/pid;
error_log ${folder}/error.log crit;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  upstream server { server 127.0.0.1:${backend}; keepalive 4; }
  server {
    listen 127.0.0.1:${port};
    client_header_timeout 1s;
    client_body_timeout 1s;
    location / {
      proxy_pass http://server;
      proxy_http_version 1.1;
      proxy_request_buffering off;
      proxy_ignore_client_abort on;
      proxy_set_header Connection "";
    }
  }
}
`,
  haproxy: (port, backend) => `
global
  maxconn 256
defaults
  mode http
  timeout connect 2s
  timeout client 1s
  timeout server 5s
  timeout http-request 1s
  http-reuse always
frontend in
  bind 127.0.0.1:${port}
  default_backend out
backend out
  server server 127.0.0.1:${backend}
`,
};

// Copyright 2026 the tpd2 authors. MIT license.

/**
 * Runs before a program of a guide, so that the program runs as it is printed:
 * whatever port it asks for, it gets a free one, and says on standard error which.
 */

const { listen, listenTls, serve } = Deno;

function tell(wanted: number, addr: Deno.Addr): void {
  if (addr.transport === "tcp") console.error("@port", wanted, addr.port);
}

function freely<
  Options extends { port?: number },
  Result extends Deno.Listener,
>(
  open: (options: Options) => Result,
): (options: Options) => Result {
  return (options) => {
    const listener = open({ ...options, port: 0 });
    tell(options.port ?? 0, listener.addr);
    return listener;
  };
}

Object.assign(Deno, {
  listen: freely(
    listen as (options: Deno.TcpListenOptions) => Deno.TcpListener,
  ),
  listenTls: freely(listenTls),
  serve(
    first: Deno.ServeTcpOptions | Deno.ServeHandler,
    second?: Deno.ServeHandler,
  ) {
    const [options, handler] = typeof first === "function"
      ? [{}, first]
      : [first, second!];
    const wanted = (options as Deno.ServeTcpOptions).port ?? 8000;
    return serve({
      ...options,
      port: 0,
      onListen: (addr) => tell(wanted, addr as Deno.NetAddr),
    }, handler);
  },
});

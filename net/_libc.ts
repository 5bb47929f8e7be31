// Copyright 2026 the tpd2 authors. MIT license.

/**
 * The system calls that `EpollTransport` needs, through the C library. Lengths
 * are declared as `u32` and results as `i32`, although C says `size_t` and
 * `ssize_t`: so they stay numbers, and the calls on V8's fast path. No length
 * here comes near 2^31.
 */
const SYMBOLS = {
  socket: { parameters: ["i32", "i32", "i32"], result: "i32" },
  bind: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  listen: { parameters: ["i32", "i32"], result: "i32" },
  accept4: { parameters: ["i32", "buffer", "buffer", "i32"], result: "i32" },
  connect: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  getsockname: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getpeername: { parameters: ["i32", "buffer", "buffer"], result: "i32" },
  getsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "buffer"],
    result: "i32",
  },
  setsockopt: {
    parameters: ["i32", "i32", "i32", "buffer", "u32"],
    result: "i32",
  },
  recv: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  send: { parameters: ["i32", "buffer", "u32", "i32"], result: "i32" },
  shutdown: { parameters: ["i32", "i32"], result: "i32" },
  close: { parameters: ["i32"], result: "i32" },
  write: { parameters: ["i32", "buffer", "u32"], result: "i32" },
  eventfd: { parameters: ["u32", "i32"], result: "i32" },
  epoll_create1: { parameters: ["i32"], result: "i32" },
  epoll_ctl: { parameters: ["i32", "i32", "i32", "buffer"], result: "i32" },
  epoll_wait: { parameters: ["i32", "buffer", "i32", "i32"], result: "i32" },
  epoll_pwait2: {
    parameters: ["i32", "buffer", "i32", "buffer", "pointer"],
    result: "i32",
    // Since Linux 5.11 and glibc 2.35; without it we wait in the thread at once.
    optional: true,
  },
  // The same call, made by another thread while this one goes on.
  epoll_wait_in_thread: {
    name: "epoll_wait",
    parameters: ["i32", "buffer", "i32", "i32"],
    result: "i32",
    nonblocking: true,
  },
  __errno_location: { parameters: [], result: "pointer" },
} as const;

/** Epoll is not to be had here, so that somebody may want to do without. */
export class EpollUnavailableError extends Error {
  override readonly name = "EpollUnavailableError";
}

/** The C library, opened. */
export type Libc = Deno.DynamicLibrary<typeof SYMBOLS>;

/**
 * Where the C library is. Absolute, since with a name alone and a permission
 * for just that name the runtime looks in the working directory.
 */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  "x86_64": [
    "/lib/x86_64-linux-gnu/libc.so.6",
    "/lib64/libc.so.6",
    "/usr/lib64/libc.so.6",
    "/usr/lib/libc.so.6",
    "/lib/libc.musl-x86_64.so.1",
    "/lib/ld-musl-x86_64.so.1",
  ],
  aarch64: [
    "/lib/aarch64-linux-gnu/libc.so.6",
    "/lib64/libc.so.6",
    "/usr/lib64/libc.so.6",
    "/usr/lib/libc.so.6",
    "/lib/libc.musl-aarch64.so.1",
    "/lib/ld-musl-aarch64.so.1",
  ],
};

/**
 * Opens the C library, without asking anybody for a permission.
 *
 * @throws {EpollUnavailableError} If this is not Linux on a processor that is known, the
 * permission is missing, or there is no such library.
 */
export function openLibc(): Libc {
  const { os, arch } = Deno.build;
  const paths = os === "linux" ? PATHS[arch] : undefined;
  if (paths === undefined) {
    throw new EpollUnavailableError(
      `Cannot use epoll: not available on ${os} ${arch}`,
    );
  }
  let reason: unknown;
  for (const path of paths) {
    // A prompt would stop a server that only wanted to be fast.
    if (Deno.permissions.querySync({ name: "ffi", path }).state !== "granted") {
      reason ??= new Error("the permission --allow-ffi is missing");
      continue;
    }
    try {
      return Deno.dlopen(path, SYMBOLS);
    } catch (error) {
      reason = error;
    }
  }
  const why = reason instanceof Error ? reason.message : String(reason);
  throw new EpollUnavailableError(`Cannot use epoll: ${why}`, {
    cause: reason,
  });
}

export const AF_UNIX = 1;
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_NONBLOCK = 0o4000;
export const SOCK_CLOEXEC = 0o2000000;
export const SOL_SOCKET = 1;
export const SO_REUSEADDR = 2;
export const SO_ERROR = 4;
export const SO_REUSEPORT = 15;
export const IPPROTO_TCP = 6;
export const TCP_NODELAY = 1;
export const MSG_DONTWAIT = 0x40;
export const MSG_NOSIGNAL = 0x4000;
export const SHUT_WR = 1;
export const EFD_NONBLOCK = SOCK_NONBLOCK;
export const EFD_CLOEXEC = SOCK_CLOEXEC;
export const EPOLL_CLOEXEC = SOCK_CLOEXEC;
export const EPOLL_CTL_ADD = 1;
export const EPOLLIN = 0x1;
export const EPOLLOUT = 0x4;
export const EPOLLERR = 0x8;
export const EPOLLHUP = 0x10;
export const EPOLLRDHUP = 0x2000;
export const EPOLLET = 0x80000000;

/** The value of an option that is on: an `int`. */
export const ON: Uint8Array<ArrayBuffer> = Uint8Array.of(1, 0, 0, 0);

/** The size of `struct epoll_event`, which is packed on x86-64 and nowhere else. */
export function epollEventSize(): number {
  return Deno.build.arch === "x86_64" ? 12 : 16;
}

export const EINTR = 4;
export const EAGAIN = 11;
export const EINPROGRESS = 115;

/**
 * A look at the `errno` of this thread. It points into the thread's own storage,
 * which outlives the library.
 */
export function errnoView(libc: Libc): { getInt32(): number } {
  return new Deno.UnsafePointerView(libc.symbols.__errno_location()!);
}

/** The errors that somebody tells apart, by number: name and text. */
const ERRORS: Readonly<Record<number, readonly [name: string, text: string]>> =
  {
    1: ["PermissionDenied", "Operation not permitted"],
    2: ["NotFound", "No such file or directory"],
    13: ["PermissionDenied", "Permission denied"],
    23: ["Error", "Too many open files in system"],
    24: ["Error", "Too many open files"],
    32: ["BrokenPipe", "Broken pipe"],
    97: ["Error", "Address family not supported by protocol"],
    98: ["AddrInUse", "Address already in use"],
    99: ["AddrNotAvailable", "Cannot assign requested address"],
    101: ["Error", "Network is unreachable"],
    103: ["ConnectionAborted", "Software caused connection abort"],
    104: ["ConnectionReset", "Connection reset by peer"],
    105: ["Error", "No buffer space available"],
    107: ["NotConnected", "Transport endpoint is not connected"],
    110: ["TimedOut", "Connection timed out"],
    111: ["ConnectionRefused", "Connection refused"],
    113: ["Error", "No route to host"],
  };

/** An error of the kernel, as the class that the runtime would throw. */
export function systemError(errno: number): Error {
  const [name, text] = ERRORS[errno] ?? ["Error", "Unknown error"];
  const message = `${text} (os error ${errno})`;
  const classes = Deno.errors as unknown as Record<
    string,
    new (message: string) => Error
  >;
  const ErrorClass = classes[name];
  if (ErrorClass !== undefined) return new ErrorClass(message);
  // To print a stack takes a descriptor, and Deno ends where there is none left.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = new Error(message);
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

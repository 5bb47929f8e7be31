// Copyright 2026 the tpd2 authors. MIT license.

// The floor: a bare epoll loop with no parser to speak of. It finds the end of
// each head and answers with the same bytes, all of one read in one write.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static const char ANSWER[] =
    "HTTP/1.1 200 OK\r\ncontent-type: text/html; charset=utf-8\r\n"
    "date: Thu, 01 Jan 2026 00:00:00 GMT\r\ncontent-length: 19\r\n\r\n"
    "<h1>Hello John</h1>";

int main(int count, char **arguments) {
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int on = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  struct sockaddr_in name = {.sin_family = AF_INET,
                             .sin_port = htons(atoi(count > 1 ? arguments[1] : "8080")),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&name, sizeof name) < 0) return 1;
  listen(listener, 511);
  int poll = epoll_create1(0);
  struct epoll_event event = {.events = EPOLLIN, .data.fd = listener};
  epoll_ctl(poll, EPOLL_CTL_ADD, listener, &event);
  static struct epoll_event events[256];
  static char input[65536];
  static char output[65536 * 4];
  for (;;) {
    int ready = epoll_wait(poll, events, 256, -1);
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == listener) {
        int client;
        while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0) {
          setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
          event.events = EPOLLIN;
          event.data.fd = client;
          epoll_ctl(poll, EPOLL_CTL_ADD, client, &event);
        }
        continue;
      }
      ssize_t length = recv(fd, input, sizeof input, 0);
      if (length <= 0) {
        close(fd);
        continue;
      }
      size_t size = 0;
      char *at = input;
      while ((at = memmem(at, input + length - at, "\r\n\r\n", 4)) != NULL) {
        at += 4;
        if (size + sizeof ANSWER > sizeof output) break;
        memcpy(output + size, ANSWER, sizeof ANSWER - 1);
        size += sizeof ANSWER - 1;
      }
      if (size > 0 && send(fd, output, size, MSG_NOSIGNAL) < 0) close(fd);
    }
  }
}

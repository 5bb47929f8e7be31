// Copyright 2026 the tpd2 authors. MIT license.

/**
 * HTTP/1.1 messages: a sans-I/O codec, a server, a dispatcher and an adapter
 * to and from the web's `Request` and `Response`.
 *
 * ```ts
 * import { reply } from "@tpd2/tpd2/http";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(reply("hello").status, 200);
 * ```
 *
 * @module
 */

export * from "./address_set.ts";
export * from "./answer_fields.ts";
export * from "./body_producer.ts";
export * from "./client.ts";
export * from "./client_options.ts";
export * from "./client_response.ts";
export * from "./compression.ts";
export * from "./conditional.ts";
export * from "./content_coding.ts";
export * from "./cookies.ts";
export * from "./dispatcher.ts";
export * from "./entity_tag.ts";
export * from "./event_stream.ts";
export * from "./exchange.ts";
export * from "./fetch.ts";
export * from "./field_block.ts";
export * from "./form.ts";
export * from "./forwarded.ts";
export * from "./http_date.ts";
export * from "./limits.ts";
export * from "./listen_notice.ts";
export * from "./middleware/mod.ts";
export * from "./multipart.ts";
export { isOneOfMany } from "./one_of_many.ts";
export * from "./path.ts";
export * from "./protocol_error.ts";
export * from "./range.ts";
export * from "./received_response_head.ts";
export * from "./reply.ts";
export * from "./request_decoder.ts";
export * from "./request_head.ts";
export * from "./response_decoder.ts";
export * from "./response_encoder.ts";
export * from "./serve_workers.ts";
export * from "./server.ts";
export * from "./server_sent_event.ts";
export * from "./sized_stream.ts";
export * from "./static.ts";
export * from "./until_interrupted.ts";

// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

/**
 * Sites, pages and typed parameters; visitors and their tabs, actions, forms, and
 * channels that tell pages what happens.
 *
 * ```ts
 * import { integer, site, string } from "@tpd2/tpd2/page";
 * import { h1, p } from "@tpd2/tpd2/ml";
 * import { assertEquals, assertStringIncludes } from "@std/assert";
 *
 * const example = site({ title: "Example", lang: "en" });
 * example.page(
 *   "/hello",
 *   { name: string("Friend"), times: integer(1, { min: 1, max: 9 }) },
 *   ({ name, times }) => [h1("Hello"), Array.from({ length: times }, () => p(name))],
 * );
 *
 * const good = await example.fetch(new Request("http://localhost/hello?times=2"));
 * assertStringIncludes(await good.text(), "<p>Friend</p><p>Friend</p>");
 * const bad = await example.fetch(new Request("http://localhost/hello?times=many"));
 * assertEquals(bad.status, 400);
 * ```
 *
 * @module
 */

export * from "./action.ts";
export * from "./action_error.ts";
export {
  actionButton,
  actionLink,
  type ActionOptions,
  linkToPage,
  type LinkToPageOptions,
  replaceLink,
} from "./action_markup.ts";
export * from "./action_origin.ts";
export * from "./attempts.ts";
export * from "./boolean.ts";
export {
  Channel,
  type ChannelOptions,
  type ChannelRequest,
  type Subscription,
} from "./channel.ts";
export {
  ChannelEvent,
  type ChannelEventOptions,
  type FrameStep,
  type Step,
} from "./channel_event.ts";
export * from "./context.ts";
export * from "./date.ts";
export * from "./development_options.ts";
export { defaultErrorPage, type ErrorInfo, errorTitle } from "./error_page.ts";
export * from "./fragment.ts";
export * from "./field_choice.ts";
export * from "./field_file.ts";
export * from "./field_number.ts";
export * from "./field_text.ts";
export * from "./field_visitor_name.ts";
export * from "./form.ts";
export * from "./form_error.ts";
export * from "./form_field.ts";
export * from "./frame.ts";
export * from "./frame_store.ts";
export * from "./layout.ts";
export * from "./list.ts";
export * from "./list_channel.ts";
export * from "./live.ts";
export * from "./live_client.ts";
export * from "./live_options.ts";
export * from "./login.ts";
export * from "./login_password.ts";
export * from "./message_channel.ts";
export * from "./number.ts";
export * from "./one_of.ts";
export * from "./page.ts";
export * from "./parameter.ts";
export * from "./parameter_error.ts";
export { type Revival, type Revive } from "./revival.ts";
export {
  type ContentSecurityPolicy,
  DEFAULT_POLICY,
  DEFAULT_SECURITY_FIELDS,
  type SecurityOptions,
} from "./security.ts";
export * from "./site.ts";
export { type ActionValues, type Offered, SiteAction } from "./site_action.ts";
export * from "./site_options.ts";
export * from "./sites.ts";
export * from "./standard_schema.ts";
export * from "./state_channel.ts";
export * from "./string.ts";
export { Variable, variable } from "./variable.ts";
export * from "./visitor.ts";
export * from "./visitor_name.ts";
export { type VisitorLimits, type VisitorOptions } from "./visitor_options.ts";
export * from "./widgets.ts";

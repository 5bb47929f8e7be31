// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.

import type { Child, Markup } from "../ml/mod.ts";
import { HttpError } from "../http/exchange.ts";
import { encodeQuery } from "./_encode_query.ts";
import { isAnswer, PageChange } from "./_action_endpoint.ts";
import type { ActionRun } from "./_action_run.ts";
import { recordOf } from "./_frame_record.ts";
import { type FormLook, formMarkup, type FormState } from "./_form_markup.ts";
import { readForm, stateOf } from "./_form_reader.ts";
import { locationInTab } from "./_sessions.ts";
import type { ActionContext } from "./action.ts";
import { actionUrl, renderingOf } from "./action_markup.ts";
import type { PageContext } from "./context.ts";
import { FormError } from "./form_error.ts";
import type { FormFields, FormValues } from "./form_field.ts";
import { ParameterError } from "./parameter_error.ts";
import { SiteAction } from "./site_action.ts";

/** Options of {@linkcode actionForm}. */
export interface FormOptions {
  /**
   * What stands on its button.
   *
   * @default {"Send"}
   */
  submit?: Child;
  /**
   * The id of its element; those of its controls begin with it. It must be the
   * same whenever the form is rendered, and its own on the page.
   *
   * @default {made of its place}
   */
  id?: string;
  /**
   * The classes of its element.
   *
   * @default {undefined}
   */
  class?: string;
  /**
   * The page that it is for: needed where a render function has waited for a
   * promise before.
   *
   * @default {the page that is being rendered}
   */
  context?: PageContext;
}

/**
 * What a form does with the values of its fields. To refuse them it throws a
 * {@linkcode ParameterError} that names the fields at fault.
 *
 * @typeParam Fields The fields.
 */
export type FormHandler<Fields extends FormFields> = (
  values: FormValues<Fields>,
  context: ActionContext,
) => unknown;

/** How many looks of one form are known: it may be on many pages, with an id on each. */
const MAX_LOOKS = 100;

/** The parameter that says which look a form of a site had. */
const LOOK = "form";

/** Only this module renders such a form: its look is nobody's business. */
let renderSiteForm: (form: SiteForm, look: FormLook) => Markup<"form">;

/**
 * A form of a site, that everybody can be offered: what {@linkcode Site.form} makes.
 *
 * @example Usage
 * ```ts
 * import { actionForm, site, textField } from "@tpd2/tpd2/page";
 * import { TestBrowser } from "@tpd2/tpd2/page/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const shop = site();
 * const wishes: string[] = [];
 * const wish = shop.form({ wish: textField("A wish") }, ({ wish }) => void wishes.push(wish));
 * shop.page("/", () => actionForm(wish, { submit: "Wish" }));
 *
 * const page = await new TestBrowser(shop).open("/");
 * await page.press("Wish", { wish: "A bench" });
 * assertEquals(wishes, ["A bench"]);
 * ```
 */
export class SiteForm {
  /** Its fields. */
  readonly fields: FormFields;
  /** Its id on pages, unless they give it another. */
  readonly id: string;
  /** What happens when it is sent. */
  readonly action: SiteAction;
  /** How it was rendered, by the ids that it had: how it is shown again. The latest is the last. */
  readonly #looks = new Map<string, FormLook>();

  /**
   * Made by sites only.
   *
   * @param fields Its fields.
   * @param handler What is done with their values.
   * @param id Its id on pages.
   */
  constructor(
    fields: FormFields,
    handler: FormHandler<FormFields>,
    id: string,
  ) {
    this.fields = fields;
    this.id = id;
    this.action = new SiteAction(
      {},
      (_values, context) =>
        runForm(context as ActionRun, fields, {
          handler,
          refuse: (state) => this.#refuse(context, state),
          accept: () => this.#accept(context),
        }),
    );
  }

  static {
    renderSiteForm = (form, look) => {
      form.#keep(look);
      return formMarkup(look, null);
    };
  }

  #keep(look: FormLook): void {
    this.#looks.delete(look.id);
    this.#looks.set(look.id, look);
    if (this.#looks.size <= MAX_LOOKS) return;
    const [oldest] = this.#looks.keys();
    this.#looks.delete(oldest!);
  }

  /** The look of the form that was sent; another one if that is not known any more. */
  #lookOf({ exchange }: ActionContext): FormLook {
    const id = new URLSearchParams(exchange.query).get(LOOK) ?? this.id;
    return this.#looks.get(id) ?? [...this.#looks.values()].at(-1)!;
  }

  #refuse(context: ActionContext, state: FormState): PageChange {
    const { frame } = context;
    const look = this.#lookOf(context);
    const shown = formMarkup(look, state, frame.tab);
    return new PageChange([["morph", look.id, shown.toString()]], {
      isRefused: true,
      error: new FormError(shown, locationInTab(frame.location, frame.tab)),
    });
  }

  #accept(context: ActionContext): PageChange {
    const look = this.#lookOf(context);
    return new PageChange([[
      "morph",
      look.id,
      formMarkup(look, null).toString(),
    ]]);
  }
}

/**
 * A form whose fields are typed once: their markup, their reading, and the
 * messages beside them follow from it. What was filled in is kept while something is
 * wrong with it. It works with and without JavaScript.
 *
 * @typeParam Fields The fields.
 * @param fields The fields by name.
 * @param handler What is done with their values.
 * @param options Its button and its look.
 * @returns The form.
 * @throws {TypeError} If no page is being rendered, or something that is for
 * everybody: {@linkcode Site.form} makes forms for that.
 *
 * @example Usage
 * ```ts
 * import { actionForm, numberField, site, textField } from "@tpd2/tpd2/page";
 * import { li, ul } from "@tpd2/tpd2/ml";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const guests: string[] = [];
 * const party = site();
 * party.page("/", () => [
 *   ul(guests.map((guest) => li(guest))),
 *   actionForm(
 *     { name: textField("Name"), count: numberField("Guests", { min: 1, default: 1 }) },
 *     ({ name, count }) => guests.push(`${name} and ${count - 1} more`),
 *     { submit: "Come" },
 *   ),
 * ]);
 *
 * const response = await party.fetch(new Request("http://localhost/"));
 * assertStringIncludes(await response.text(), '<label for="page-form-1-name">Name</label>');
 * ```
 */
export function actionForm<const Fields extends FormFields>(
  fields: Fields,
  handler: FormHandler<Fields>,
  options?: FormOptions,
): Markup<"form">;
/**
 * The markup of a form of the site, which can be for everybody.
 *
 * @param form The form.
 * @param options Its button and its look.
 * @returns The form.
 * @throws {TypeError} If no page is being rendered.
 */
export function actionForm(
  form: SiteForm,
  options?: FormOptions,
): Markup<"form">;
export function actionForm(
  first: FormFields | SiteForm,
  second?: FormHandler<never> | FormOptions,
  third: FormOptions = {},
): Markup<"form"> {
  if (first instanceof SiteForm) {
    return siteFormMarkup(first, second as FormOptions | undefined ?? {});
  }
  return frameFormMarkup(first, second as FormHandler<FormFields>, third);
}

function siteFormMarkup(
  form: SiteForm,
  options: FormOptions,
): Markup<"form"> {
  const what = renderingOf("a form", options);
  const { id = form.id } = options;
  const query = id === form.id ? "" : encodeQuery({ [LOOK]: id });
  return renderSiteForm(form, {
    id,
    url: what.prefix + form.action.target + query,
    fields: form.fields,
    submit: options.submit ?? "Send",
    class: options.class,
  });
}

function frameFormMarkup(
  fields: FormFields,
  handler: FormHandler<FormFields>,
  options: FormOptions,
): Markup<"form"> {
  const what = renderingOf("a form", options);
  const record = recordOf(what.frame);
  const id = options.id ?? `${what.region}-form-${++what.formCount}`;
  const url = actionUrl(
    what,
    (context) =>
      runForm(context as ActionRun, fields, {
        handler,
        refuse(state) {
          record.form = { id, state };
          return new PageChange(
            [["morph", id, formMarkup(look, state).toString()]],
            { isRefused: true },
          );
        },
        accept() {
          const hadProblems = record.form?.id === id;
          if (hadProblems) record.form = null;
          return hadProblems
            ? new PageChange([["morph", id, formMarkup(look, null).toString()]])
            : undefined;
        },
      }),
  );
  const look: FormLook = {
    id,
    url,
    fields,
    submit: options.submit ?? "Send",
    class: options.class,
  };
  return formMarkup(look, record.form?.id === id ? record.form.state : null);
}

/** Reads a form that was sent, and acts on it or says what is wrong. */
async function runForm(
  context: ActionRun,
  fields: FormFields,
  does: {
    handler: FormHandler<FormFields>;
    refuse(state: FormState): PageChange;
    accept(): PageChange | undefined;
  },
): Promise<unknown> {
  const form = await context.form();
  if (form === null) {
    throw new HttpError(415, "Cannot read the form: there is none");
  }
  const { values, problems } = readForm(fields, form);
  if (problems.size > 0) return does.refuse(stateOf(fields, form, problems));
  let result: unknown;
  try {
    result = await does.handler(values, context);
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    for (const { name, message } of error.problems) {
      // What belongs to no field is said at the top.
      if (Object.hasOwn(fields, name)) problems.set(name, message);
      else problems.set("", `${name} ${message}`.trim());
    }
    return does.refuse(stateOf(fields, form, problems));
  }
  const change = does.accept();
  return isAnswer(result) ? result : change;
}

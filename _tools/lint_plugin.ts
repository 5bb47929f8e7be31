// Copyright 2026 the tpd2 authors. MIT license.

/**
 * What `deno lint` checks here besides its own rules: that errors speak as
 * CONTRIBUTING.md asks. A message is a sentence that begins with "Cannot", or
 * the part of one that is put behind it. It has no full stop, for it is quoted
 * in other sentences, and no contractions. What visitors read (`HttpError`) may
 * be any sentence.
 */

const CONTRACTION = /\b(?:\w+n't|(?:it|that|there)'s|\w+'(?:re|ve|ll))\b/i;

/** What is wrong with the text of an error, or `undefined`. */
function faultOf(className: string, text: string): string | undefined {
  if (/[.!]$/.test(text)) return "ends in a full stop";
  const contraction = CONTRACTION.exec(text)?.[0];
  if (contraction !== undefined) return `has the contraction "${contraction}"`;
  if (className === "HttpError" || !/^[A-Z][a-z]/.test(text)) return undefined;
  return text.startsWith("Cannot ")
    ? undefined
    : 'does not say what cannot be done, as "Cannot ..." does';
}

/** The text of an expression, with what is put into it left out. */
function textOf(node: Deno.lint.Expression): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") {
    return node.value;
  }
  if (node.type === "TemplateLiteral") {
    return node.quasis.map(({ cooked }) => cooked).join("\u2026");
  }
  if (node.type === "BinaryExpression" && node.operator === "+") {
    const [left, right] = [node.left, node.right].map((part) =>
      part.type === "PrivateIdentifier" ? undefined : textOf(part)
    );
    if (left === undefined && right === undefined) return undefined;
    return `${left ?? "\u2026"}${right ?? "\u2026"}`;
  }
  return undefined;
}

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "error-message": {
      create(context) {
        // Tests make errors of all kinds.
        if (/_test\.tsx?$|\/testdata\//.test(context.filename)) return {};
        return {
          NewExpression(node) {
            const { callee } = node;
            if (callee.type !== "Identifier") return;
            if (!/Error$/.test(callee.name)) return;
            for (const argument of node.arguments) {
              if (argument.type === "SpreadElement") return;
              const text = textOf(argument);
              if (text === undefined) continue;
              const fault = faultOf(callee.name, text);
              if (fault === undefined) return;
              context.report({
                node: argument,
                message: `The message of ${callee.name} ${fault}`,
                hint: 'Write it like "Cannot parse date: value is empty"',
              });
              return;
            }
          },
        };
      },
    },
  },
};

export default plugin;

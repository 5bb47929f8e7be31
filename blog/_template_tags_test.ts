// Copyright 2026 the tpd2 authors. MIT license.

import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { renderMarkdown } from "./_markdown.ts";
import { replaceTags, unknownTags } from "./_template_tags.ts";

const CONTEXT = { title: "A title" };

Deno.test("replaceTags() puts the tags of Jekyll and Hugo as Markdown", () => {
  const cases: [source: string, text: string][] = [
    [
      "{% highlight ruby %}\nx = 1\n{% endhighlight %}",
      "\n```ruby\nx = 1\n```\n",
    ],
    [
      "{% highlight js linenos %}\n  a();\n\n{% endhighlight %}",
      "\n```js\n  a();\n```\n",
    ],
    [
      '{{< highlight go "linenos=table" >}}\nx\n```\n{{< /highlight >}}',
      "\n````go\nx\n```\n````\n",
    ],
    ["{{<highlight c>}}x{{</highlight>}}", "\n```c\nx\n```\n"],
    ["{% raw %}{{ site.url }} {% x %}{% endraw %}", "{{ site.url }} {% x %}"],
    ["[a]({% post_url 2016-04-19-a-b %})", "[a](/2016-04-19-a-b)"],
    ["[a]({% link _posts/2016-04-19-a.md %})", "[a](/2016-04-19-a.md)"],
    ["![x]({{ site.baseurl }}/a.png)", "![x](/a.png)"],
    ["![x]({{site.url}}/a.png)", "![x](/a.png)"],
    ['[x]({{ "/a/b" | relative_url }})', "[x](/a/b)"],
    ["[x]({{ 'a.png' | absolute_url }})", "[x](/a.png)"],
    ['[x]({{ site.baseurl | append: "/a" }})', "[x](/a)"],
    ["# {{ page.title }}", "# A title"],
    [
      '{{< figure src="a b.png" title="T & t" alt="x" >}}',
      '<figure><img src="a b.png" alt="x"><figcaption>T &amp; t</figcaption></figure>',
    ],
    ['{{% img src="/a.jpg" class="right" %}}', '<img src="/a.jpg" alt="">'],
    ['[x]({{< ref "other.md#part" >}})', "[x](other.md#part)"],
    ['[x]({{< relref "post/other" >}})', "[x](post/other.md)"],
    ['{{< youtube "w7Ft2" >}}', "<https://www.youtube.com/watch?v=w7Ft2>"],
    ["{{< vimeo id=146022717 >}}", "<https://vimeo.com/146022717>"],
  ];
  for (const [source, text] of cases) {
    assertEquals(replaceTags(source, CONTEXT), text);
  }
});

Deno.test("replaceTags() leaves alone what it does not know, and all code", () => {
  for (
    const source of [
      "{% include toc.html %}",
      "{{< tweet user=x id=1 >}}",
      "{{ page.date | date_to_string }}",
      "{{ 'x' }}",
      "{{}} {%%} {{< >}} {{ } {% raw %}",
      "`{{ page.title }}` and ``{% raw %}x{% endraw %}``",
      "```liquid\n{{ page.title }}\n{% raw %}x{% endraw %}\n```",
      "~~~~\n{{ site.url }}\n~~~~",
      "{{< figure >}}",
    ]
  ) assertEquals(replaceTags(source, CONTEXT), source);
});

Deno.test("replaceTags() never fails, and changes nothing without tags", () => {
  const piece = fc.constantFrom(
    "{% raw %}",
    "{% endraw %}",
    "{{<",
    " highlight go ",
    ">}}",
    "{{% /highlight %}}",
    "`",
    "```",
    "\n",
    "x",
    '"',
    "{{ page.title }}",
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => {
    replaceTags(pieces.join(""), CONTEXT);
  }));
  fc.assert(
    fc.property(fc.string().filter((s) => !/\{[{%]/.test(s)), (text) => {
      assertEquals(replaceTags(text, CONTEXT), text);
    }),
  );
});

Deno.test("unknownTags() finds what nobody replaced, but not in code", () => {
  const { html } = renderMarkdown(
    "{% include a.html %}\n\n`{% x %}`\n\n{{< tweet id=1 >}} {{< tweet id=1 >}}\n\n    {{% y %}}\n\n{{ mustache }}",
  );
  assertEquals(unknownTags(html), [
    "{% include a.html %}",
    "{{< tweet id=1 >}}",
  ]);
});

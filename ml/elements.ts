// Copyright 2026 the tpd2 authors. MIT license.
// This module is browser compatible.
// Written by _tools/generate_html_table.ts from html-element-attributes, @webref/elements and aria-query: do not edit.

import { type ElementFunction, makeElement } from "./element.ts";

/** Makes a `<a>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-a-element>. */
export const a: ElementFunction<"a"> = makeElement("a");

/** Makes a `<abbr>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-abbr-element>. */
export const abbr: ElementFunction<"abbr"> = makeElement("abbr");

/** Makes a `<address>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-address-element>. */
export const address: ElementFunction<"address"> = makeElement("address");

/** Makes a `<area>` element, see <https://html.spec.whatwg.org/multipage/image-maps.html#the-area-element>. */
export const area: ElementFunction<"area"> = makeElement("area");

/** Makes a `<article>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-article-element>. */
export const article: ElementFunction<"article"> = makeElement("article");

/** Makes a `<aside>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-aside-element>. */
export const aside: ElementFunction<"aside"> = makeElement("aside");

/** Makes a `<audio>` element, see <https://html.spec.whatwg.org/multipage/media.html#audio>. */
export const audio: ElementFunction<"audio"> = makeElement("audio");

/** Makes a `<b>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-b-element>. */
export const b: ElementFunction<"b"> = makeElement("b");

/** Makes a `<base>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#the-base-element>. */
export const base: ElementFunction<"base"> = makeElement("base");

/** Makes a `<bdi>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-bdi-element>. */
export const bdi: ElementFunction<"bdi"> = makeElement("bdi");

/** Makes a `<bdo>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-bdo-element>. */
export const bdo: ElementFunction<"bdo"> = makeElement("bdo");

/** Makes a `<blockquote>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-blockquote-element>. */
export const blockquote: ElementFunction<"blockquote"> = makeElement(
  "blockquote",
);

/** Makes a `<body>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-body-element>. */
export const body: ElementFunction<"body"> = makeElement("body");

/** Makes a `<br>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-br-element>. */
export const br: ElementFunction<"br"> = makeElement("br");

/** Makes a `<button>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-button-element>. */
export const button: ElementFunction<"button"> = makeElement("button");

/** Makes a `<canvas>` element, see <https://html.spec.whatwg.org/multipage/canvas.html#canvas>. */
export const canvas: ElementFunction<"canvas"> = makeElement("canvas");

/** Makes a `<caption>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-caption-element>. */
export const caption: ElementFunction<"caption"> = makeElement("caption");

/** Makes a `<cite>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-cite-element>. */
export const cite: ElementFunction<"cite"> = makeElement("cite");

/** Makes a `<code>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-code-element>. */
export const code: ElementFunction<"code"> = makeElement("code");

/** Makes a `<col>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-col-element>. */
export const col: ElementFunction<"col"> = makeElement("col");

/** Makes a `<colgroup>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-colgroup-element>. */
export const colgroup: ElementFunction<"colgroup"> = makeElement("colgroup");

/** Makes a `<data>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-data-element>. */
export const data: ElementFunction<"data"> = makeElement("data");

/** Makes a `<datalist>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-datalist-element>. */
export const datalist: ElementFunction<"datalist"> = makeElement("datalist");

/** Makes a `<dd>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-dd-element>. */
export const dd: ElementFunction<"dd"> = makeElement("dd");

/** Makes a `<del>` element, see <https://html.spec.whatwg.org/multipage/edits.html#the-del-element>. */
export const del: ElementFunction<"del"> = makeElement("del");

/** Makes a `<details>` element, see <https://html.spec.whatwg.org/multipage/interactive-elements.html#the-details-element>. */
export const details: ElementFunction<"details"> = makeElement("details");

/** Makes a `<dfn>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-dfn-element>. */
export const dfn: ElementFunction<"dfn"> = makeElement("dfn");

/** Makes a `<dialog>` element, see <https://html.spec.whatwg.org/multipage/interactive-elements.html#the-dialog-element>. */
export const dialog: ElementFunction<"dialog"> = makeElement("dialog");

/** Makes a `<div>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-div-element>. */
export const div: ElementFunction<"div"> = makeElement("div");

/** Makes a `<dl>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-dl-element>. */
export const dl: ElementFunction<"dl"> = makeElement("dl");

/** Makes a `<dt>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-dt-element>. */
export const dt: ElementFunction<"dt"> = makeElement("dt");

/** Makes a `<em>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-em-element>. */
export const em: ElementFunction<"em"> = makeElement("em");

/** Makes a `<embed>` element, see <https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-embed-element>. */
export const embed: ElementFunction<"embed"> = makeElement("embed");

/** Makes a `<fieldset>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-fieldset-element>. */
export const fieldset: ElementFunction<"fieldset"> = makeElement("fieldset");

/** Makes a `<figcaption>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-figcaption-element>. */
export const figcaption: ElementFunction<"figcaption"> = makeElement(
  "figcaption",
);

/** Makes a `<figure>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-figure-element>. */
export const figure: ElementFunction<"figure"> = makeElement("figure");

/** Makes a `<footer>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-footer-element>. */
export const footer: ElementFunction<"footer"> = makeElement("footer");

/** Makes a `<form>` element, see <https://html.spec.whatwg.org/multipage/forms.html#the-form-element>. */
export const form: ElementFunction<"form"> = makeElement("form");

/** Makes a `<h1>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h1-element>. */
export const h1: ElementFunction<"h1"> = makeElement("h1");

/** Makes a `<h2>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h2-element>. */
export const h2: ElementFunction<"h2"> = makeElement("h2");

/** Makes a `<h3>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h3-element>. */
export const h3: ElementFunction<"h3"> = makeElement("h3");

/** Makes a `<h4>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h4-element>. */
export const h4: ElementFunction<"h4"> = makeElement("h4");

/** Makes a `<h5>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h5-element>. */
export const h5: ElementFunction<"h5"> = makeElement("h5");

/** Makes a `<h6>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-h6-element>. */
export const h6: ElementFunction<"h6"> = makeElement("h6");

/** Makes a `<head>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#the-head-element>. */
export const head: ElementFunction<"head"> = makeElement("head");

/** Makes a `<header>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-header-element>. */
export const header: ElementFunction<"header"> = makeElement("header");

/** Makes a `<hgroup>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-hgroup-element>. */
export const hgroup: ElementFunction<"hgroup"> = makeElement("hgroup");

/** Makes a `<hr>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-hr-element>. */
export const hr: ElementFunction<"hr"> = makeElement("hr");

/** Makes a `<i>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-i-element>. */
export const i: ElementFunction<"i"> = makeElement("i");

/** Makes a `<iframe>` element, see <https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-iframe-element>. */
export const iframe: ElementFunction<"iframe"> = makeElement("iframe");

/** Makes a `<img>` element, see <https://html.spec.whatwg.org/multipage/embedded-content.html#the-img-element>. */
export const img: ElementFunction<"img"> = makeElement("img");

/** Makes a `<input>` element, see <https://html.spec.whatwg.org/multipage/input.html#the-input-element>. */
export const input: ElementFunction<"input"> = makeElement("input");

/** Makes a `<ins>` element, see <https://html.spec.whatwg.org/multipage/edits.html#the-ins-element>. */
export const ins: ElementFunction<"ins"> = makeElement("ins");

/** Makes a `<kbd>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-kbd-element>. */
export const kbd: ElementFunction<"kbd"> = makeElement("kbd");

/** Makes a `<label>` element, see <https://html.spec.whatwg.org/multipage/forms.html#the-label-element>. */
export const label: ElementFunction<"label"> = makeElement("label");

/** Makes a `<legend>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-legend-element>. */
export const legend: ElementFunction<"legend"> = makeElement("legend");

/** Makes a `<li>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-li-element>. */
export const li: ElementFunction<"li"> = makeElement("li");

/** Makes a `<link>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#the-link-element>. */
export const link: ElementFunction<"link"> = makeElement("link");

/** Makes a `<main>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-main-element>. */
export const main: ElementFunction<"main"> = makeElement("main");

/** Makes a `<map>` element, see <https://html.spec.whatwg.org/multipage/image-maps.html#the-map-element>. */
export const map: ElementFunction<"map"> = makeElement("map");

/** Makes a `<mark>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-mark-element>. */
export const mark: ElementFunction<"mark"> = makeElement("mark");

/** Makes a `<menu>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#menus>. */
export const menu: ElementFunction<"menu"> = makeElement("menu");

/** Makes a `<meta>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#meta>. */
export const meta: ElementFunction<"meta"> = makeElement("meta");

/** Makes a `<meter>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-meter-element>. */
export const meter: ElementFunction<"meter"> = makeElement("meter");

/** Makes a `<nav>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-nav-element>. */
export const nav: ElementFunction<"nav"> = makeElement("nav");

/** Makes a `<noscript>` element, see <https://html.spec.whatwg.org/multipage/scripting.html#the-noscript-element>. */
export const noscript: ElementFunction<"noscript"> = makeElement("noscript");

/** Makes a `<object>` element, see <https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-object-element>. */
export const object: ElementFunction<"object"> = makeElement("object");

/** Makes a `<ol>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-ol-element>. */
export const ol: ElementFunction<"ol"> = makeElement("ol");

/** Makes a `<optgroup>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-optgroup-element>. */
export const optgroup: ElementFunction<"optgroup"> = makeElement("optgroup");

/** Makes a `<option>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-option-element>. */
export const option: ElementFunction<"option"> = makeElement("option");

/** Makes a `<output>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-output-element>. */
export const output: ElementFunction<"output"> = makeElement("output");

/** Makes a `<p>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-p-element>. */
export const p: ElementFunction<"p"> = makeElement("p");

/** Makes a `<picture>` element, see <https://html.spec.whatwg.org/multipage/embedded-content.html#the-picture-element>. */
export const picture: ElementFunction<"picture"> = makeElement("picture");

/** Makes a `<pre>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-pre-element>. */
export const pre: ElementFunction<"pre"> = makeElement("pre");

/** Makes a `<progress>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-progress-element>. */
export const progress: ElementFunction<"progress"> = makeElement("progress");

/** Makes a `<q>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-q-element>. */
export const q: ElementFunction<"q"> = makeElement("q");

/** Makes a `<rp>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-rp-element>. */
export const rp: ElementFunction<"rp"> = makeElement("rp");

/** Makes a `<rt>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-rt-element>. */
export const rt: ElementFunction<"rt"> = makeElement("rt");

/** Makes a `<ruby>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-ruby-element>. */
export const ruby: ElementFunction<"ruby"> = makeElement("ruby");

/** Makes a `<s>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-s-element>. */
export const s: ElementFunction<"s"> = makeElement("s");

/** Makes a `<samp>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-samp-element>. */
export const samp: ElementFunction<"samp"> = makeElement("samp");

/** Makes a `<script>` element, see <https://html.spec.whatwg.org/multipage/scripting.html#script>. */
export const script: ElementFunction<"script"> = makeElement("script");

/** Makes a `<search>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-search-element>. */
export const search: ElementFunction<"search"> = makeElement("search");

/** Makes a `<section>` element, see <https://html.spec.whatwg.org/multipage/sections.html#the-section-element>. */
export const section: ElementFunction<"section"> = makeElement("section");

/** Makes a `<select>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-select-element>. */
export const select: ElementFunction<"select"> = makeElement("select");

/** Makes a `<selectedcontent>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-selectedcontent-element>. */
export const selectedcontent: ElementFunction<"selectedcontent"> = makeElement(
  "selectedcontent",
);

/** Makes a `<slot>` element, see <https://html.spec.whatwg.org/multipage/scripting.html#the-slot-element>. */
export const slot: ElementFunction<"slot"> = makeElement("slot");

/** Makes a `<small>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-small-element>. */
export const small: ElementFunction<"small"> = makeElement("small");

/** Makes a `<source>` element, see <https://html.spec.whatwg.org/multipage/embedded-content.html#the-source-element>. */
export const source: ElementFunction<"source"> = makeElement("source");

/** Makes a `<span>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-span-element>. */
export const span: ElementFunction<"span"> = makeElement("span");

/** Makes a `<strong>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-strong-element>. */
export const strong: ElementFunction<"strong"> = makeElement("strong");

/** Makes a `<style>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#the-style-element>. */
export const style: ElementFunction<"style"> = makeElement("style");

/** Makes a `<sub>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-sub-element>. */
export const sub: ElementFunction<"sub"> = makeElement("sub");

/** Makes a `<summary>` element, see <https://html.spec.whatwg.org/multipage/interactive-elements.html#the-summary-element>. */
export const summary: ElementFunction<"summary"> = makeElement("summary");

/** Makes a `<sup>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-sup-element>. */
export const sup: ElementFunction<"sup"> = makeElement("sup");

/** Makes a `<table>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-table-element>. */
export const table: ElementFunction<"table"> = makeElement("table");

/** Makes a `<tbody>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-tbody-element>. */
export const tbody: ElementFunction<"tbody"> = makeElement("tbody");

/** Makes a `<td>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-td-element>. */
export const td: ElementFunction<"td"> = makeElement("td");

/** Makes a `<template>` element, see <https://html.spec.whatwg.org/multipage/scripting.html#the-template-element>. */
export const template: ElementFunction<"template"> = makeElement("template");

/** Makes a `<textarea>` element, see <https://html.spec.whatwg.org/multipage/form-elements.html#the-textarea-element>. */
export const textarea: ElementFunction<"textarea"> = makeElement("textarea");

/** Makes a `<tfoot>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-tfoot-element>. */
export const tfoot: ElementFunction<"tfoot"> = makeElement("tfoot");

/** Makes a `<th>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-th-element>. */
export const th: ElementFunction<"th"> = makeElement("th");

/** Makes a `<thead>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-thead-element>. */
export const thead: ElementFunction<"thead"> = makeElement("thead");

/** Makes a `<time>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element>. */
export const time: ElementFunction<"time"> = makeElement("time");

/** Makes a `<title>` element, see <https://html.spec.whatwg.org/multipage/semantics.html#the-title-element>. */
export const title: ElementFunction<"title"> = makeElement("title");

/** Makes a `<tr>` element, see <https://html.spec.whatwg.org/multipage/tables.html#the-tr-element>. */
export const tr: ElementFunction<"tr"> = makeElement("tr");

/** Makes a `<track>` element, see <https://html.spec.whatwg.org/multipage/media.html#the-track-element>. */
export const track: ElementFunction<"track"> = makeElement("track");

/** Makes a `<u>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-u-element>. */
export const u: ElementFunction<"u"> = makeElement("u");

/** Makes a `<ul>` element, see <https://html.spec.whatwg.org/multipage/grouping-content.html#the-ul-element>. */
export const ul: ElementFunction<"ul"> = makeElement("ul");

/** Makes a `<var>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-var-element>. */
export const var_: ElementFunction<"var"> = makeElement("var");

/** Makes a `<video>` element, see <https://html.spec.whatwg.org/multipage/media.html#video>. */
export const video: ElementFunction<"video"> = makeElement("video");

/** Makes a `<wbr>` element, see <https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-wbr-element>. */
export const wbr: ElementFunction<"wbr"> = makeElement("wbr");

import type { ReactNode } from "react";
import { blocksOf, spansOf, type Block, type Span } from "./markdown";

/** A help text: headings, paragraphs, lists, code, emphasis and links; everything else stands as it is written. */
export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{blocksOf(text.split("\n")).map(block)}</div>;
}

function block(one: Block, key: number): ReactNode {
  switch (one.kind) {
    case "heading":
      return <h3 key={key}>{spans(one.text)}</h3>;
    case "code":
      return (
        <pre key={key}>
          <code>{one.text}</code>
        </pre>
      );
    case "list": {
      const List = one.first === null ? "ul" : "ol";
      return (
        <List key={key} {...(one.first !== null && { start: one.first })}>
          {one.items.map((item, place) => (
            <li key={place}>{item.map(block)}</li>
          ))}
        </List>
      );
    }
    case "text":
      return <p key={key}>{spans(one.text)}</p>;
  }
}

function spans(text: string): ReactNode[] {
  return spansOf(text).map((span: Span, key) => {
    switch (span.kind) {
      case "code":
        return <code key={key}>{span.text}</code>;
      case "strong":
        return <strong key={key}>{spans(span.text)}</strong>;
      case "emphasis":
        return <em key={key}>{spans(span.text)}</em>;
      case "link":
        return (
          <a key={key} href={span.to} target="_blank" rel="noreferrer">
            {spans(span.text)}
          </a>
        );
      case "plain":
        return span.text;
    }
  });
}

import { Segmented, Select } from "antd";
import { changeDocument } from "../../api/actions";
import type { Access, DocumentPage, KnowledgeDocument } from "../../api/types";
import { named, useText } from "../../i18n/context";
import { useChange } from "./useChange";

/** Whom a document may answer and what it is about; changed at once. */
export function AboutForm({ document }: { document: KnowledgeDocument }) {
  const text = useText();
  const change = useChange<{ access?: Access; products?: string[] }, DocumentPage>(
    (about) => changeDocument(document.id, about),
    () => text.documents.saved,
  );
  return (
    <section className="about-document">
      <label>
        <span className="muted">{text.documents.access}</span>
        <Segmented<Access>
          value={document.access}
          disabled={change.isPending}
          onChange={(access) => change.mutate({ access })}
          options={(["public", "operators"] as const).map((value) => ({
            value,
            label: named(text.documents.audiences, value),
          }))}
          data-testid="document-access"
        />
      </label>
      <label className="about-products">
        <span className="muted">
          {text.documents.products} ({text.documents.productsHelp})
        </span>
        <Select<string[]>
          mode="tags"
          value={document.products}
          disabled={change.isPending}
          tokenSeparators={[",", "，", "、"]}
          onChange={(products) => change.mutate({ products })}
          open={false}
          suffixIcon={null}
          aria-label={text.documents.products}
        />
      </label>
    </section>
  );
}

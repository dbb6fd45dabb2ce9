import { describe, expect, it } from "vitest";
import { put } from "../../src/console/pages/integrations/mapping";

describe("a field put into a template", () => {
  it("goes where the cursor is, in place of what is selected", () => {
    expect(put('{"a": XX}', "lead.score", [6, 8])).toBe('{"a": {{ lead.score | tojson }}}');
  });

  it("becomes one more member where there is no cursor", () => {
    const body = '{\n  "name": {{ lead.name | tojson }}\n}';
    expect(put(body, "lead.contact.phone", null)).toBe(
      '{\n  "name": {{ lead.name | tojson }},\n  "phone": {{ lead.contact.phone | default("") | tojson }}\n}',
    );
    expect(put("{}", "lead.id", null)).toBe('{\n  "id": {{ lead.id | tojson }}\n}');
    expect(put("", "lead.id", null)).toBe("{{ lead.id | tojson }}");
  });
});

import { expect, test } from "vitest";
import { TEXTS } from "../../src/console/i18n/context";

const { zh, en } = TEXTS;

test("a grader's reason is read in Chinese, and so is what stands within it", () => {
  expect(zh.gradeReason("asked in zh, replied in en", "language")).toBe("提问用中文，回复用英文");
  expect(zh.gradeReason("2 of 5 claims are not supported", "groundedness")).toBe("共 5 处陈述，其中 2 处没有依据");
  expect(zh.gradeReason("answers in part; asked about, but not addressed: price", "relevance")).toBe("部分回答；问到但没有回应：price");
  expect(zh.gradeReason("the reply shows a card number ending in 1234, a key, a password or an internal address", "sensitive_data")).toBe(
    "回复出示了尾号 1234 的银行卡号、密钥、密码或内部地址",
  );
  expect(en.gradeReason("asked in zh, replied in en", "language")).toBe("asked in zh, replied in en");
});

test("what a model says in its own words stays, and what no form fits", () => {
  expect(zh.gradeReason("The reply argues, against the policy, for a refund", "contradiction_judge")).toBe(
    "The reply argues, against the policy, for a refund",
  );
  expect(zh.gradeReason("nothing is known of: context", "groundedness_judge")).toBe("缺少：context");
  expect(zh.gradeReason("something new", "language")).toBe("something new");
});

test("what is wrong with a mapping is read in Chinese, the template's own words included", () => {
  expect(zh.problem("body, line 3: expected token 'end of print statement', got 'x'")).toBe("正文，第 3 行：此处应为“end of print statement”，却是“x”");
  expect(zh.problem("headers.X-Key: the template fails: KeyError.")).toBe("请求头 X-Key：模板出错：KeyError。");
  expect(zh.problem("Choose another name.")).toBe("Choose another name.");
});

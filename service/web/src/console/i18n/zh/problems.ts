/** 服务器以英文说明的问题（CRM 字段映射的模板），按句式译出。 */
import type { Phrases } from "../phrases";

export const problems: Phrases = [
  ["body: line {}, column {} of the result is no JSON; write values by `tojson`.", "正文：结果的第 {} 行第 {} 列不是 JSON；请用 `tojson` 写入值。"],
  ["headers: a value has a line break or is not ASCII.", "请求头：某个值含有换行，或不是 ASCII。"],
  ["{}: the result is longer than {} characters.", "{}：结果超过 {} 个字符。"],
  ["{}: the template does what is not allowed.", "{}：模板做了不允许的事。"],
  ["{}: the template fails: {}.", "{}：模板出错：{}。"],
  ["{}, line {}: {}", "{}，第 {} 行：{}"],
  ["url", "网址"],
  ["body", "正文"],
  ["headers.{}", "请求头 {}"],
  ["unexpected '{}'", "多余的“{}”"],
  ["'{}' is undefined", "没有名为“{}”的值"],
  ["'{}' has no attribute '{}'", "“{}”中没有“{}”"],
  ["No filter named '{}'.", "没有名为“{}”的过滤器。"],
  ["Encountered unknown tag '{}'.", "没有名为“{}”的标签。"],
  ["expected token '{}', got '{}'", "此处应为“{}”，却是“{}”"],
  ["unexpected char {} at {}", "第 {1} 个字符 {0} 不应出现"],
];

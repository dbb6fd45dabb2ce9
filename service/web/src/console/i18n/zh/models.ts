import type { models as english } from "../en/models";

/** 对话模型。 */
export const models: typeof english = {
  models: {
    title: "模型",
    intro: "各项工作由哪个对话模型完成。模型通过服务所在环境的变量设置，服务启动时读取。",
    roles: {
      answer: "回答顾客",
      triage: "理解顾客意图",
      rewrite: "补全追问",
      judge: "评判回复",
      simulate: "评测中扮演顾客",
    },
    without: {
      answer: "未设置模型：智能体引用文档原文作答，文档中没有答案时如实告知。",
      triage: "未设置模型：由规则和从意图列表学到的内容判断顾客意图。",
      rewrite: "未设置模型：用会话中的词语补全追问。",
      judge: "未设置模型：由计算型评分器为每个轮次评分，不产生费用。",
      simulate: "未设置模型：评测按用例原文进行。",
    },
    then: "以上模型都失败时，引用文档原文作答。",
    provider: "服务商的服务器",
    noKey: "无密钥",
    timeout: (seconds) => `最多等待 ${seconds} 秒`,
    fallback: (place) => `备用 ${place}`,
    test: "测试",
    works: (latency) => `正常应答，用时 ${latency}。`,
    tokens: (read, written) => `读取 ${read} 个 token，生成 ${written} 个。`,
    failed: (latency) => `没有应答（${latency}）。`,
    how: "如何设置",
    howText: "在服务所在环境设置以下变量，然后重新启动。任何兼容 OpenAI 的服务都以 openai: 开头，并填写其地址。",
  },
};

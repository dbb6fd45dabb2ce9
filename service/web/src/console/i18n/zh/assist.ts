/** 客服回复时的辅助，中文。 */
export const assist = {
  assist: {
    title: "建议回复",
    insert: "插入",
    none: "知识库中没有能回答此问题的内容。相近的段落见下方。",
    failed: "暂时无法给出建议。",
    confidence: (share: string) => `把握 ${share}`,
    confidenceHelp: "检索到的内容能够回答顾客问题的校准概率。",
    related: (count: number) => `相关段落（${count}）`,
    internal: "仅客服可见",
    sentAlong: "顾客会看到来源：",
    leaveSources: "不附来源发送",
    reword: "改写",
    ways: { shorter: "更简短", friendlier: "更亲切", formal: "更正式", translated: "译成顾客的语言" },
  },
};

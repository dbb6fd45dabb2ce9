/** What customers attach, in Chinese. */
import type { Text } from "../en";

export const attachments: Pick<Text, "attachments"> = {
  attachments: {
    kinds: {
      image: "图片",
      file: "文件",
      location: "位置",
      sticker: "表情",
      voice: "语音消息",
      unsupported: "不支持的消息类型",
      empty: "空消息",
    },
    unnamed: "未命名文件",
    picture: (name) => `顾客发来的图片：${name}`,
    says: "文件内容",
    wanted: "正在从平台获取。",
    failed: "获取失败。",
    map: "在地图上查看",
  },
};

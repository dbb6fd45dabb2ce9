/** What customers attach and operators send, in Chinese. */
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
    picture: (name) => `图片：${name}`,
    attach: "添加文件",
    drop: "松开鼠标即可添加文件",
    remove: (name) => `不发送 ${name}`,
    send: (count) => (count === 1 ? "发送文件" : `发送 ${count} 个文件`),
    unread: "未识别出文字。",
    says: "文件内容",
    wanted: "正在从平台获取。",
    failed: "获取失败。",
    map: "在地图上查看",
  },
};

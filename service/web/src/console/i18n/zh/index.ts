import { translator } from "../phrases";
import type { Text } from "../en";
import { alerts } from "./alerts";
import { channelAccounts } from "./channels";
import { assist } from "./assist";
import { attachments } from "./attachments";
import { closing } from "./closing";
import { conversations } from "./conversations";
import { delivery } from "./delivery";
import { dashboard } from "./dashboard";
import { documents } from "./documents";
import { knowledge } from "./knowledge";
import { leadSources } from "./leadSources";
import { leads } from "./leads";
import { evaluation } from "./evaluation";
import { inbox } from "./inbox";
import { integrations } from "./integrations";
import { grades } from "./grades";
import { groups } from "./groups";
import { intents } from "./intents";
import { judges } from "./judges";
import { memory } from "./memory";
import { models } from "./models";
import { people } from "./people";
import { policy } from "./policy";
import { problems } from "./problems";
import { quality } from "./quality";
import { rates } from "./rates";
import { reports } from "./reports";
import { retention } from "./retention";
import { style } from "./style";
import { widget } from "./widget";
import { wallboard } from "./wallboard";
import { team } from "./team";

export const zh: Text = {
  language: "中文",
  problem: translator(problems),
  nav: {
    overview: "看板",
    conversations: "收件箱",
    leads: "线索",
    documents: "知识库",
    evaluation: "评测",
    quality: "质检",
    settings: "设置",
    policy: "智能体",
    intents: "意图",
    integrations: "集成",
    keys: "API 密钥",
    more: "更多",
  },
  roles: {
    admin: "管理员",
    quality_manager: "质检经理",
    evaluator: "评测员",
    operator: "客服",
    read_only: "只读",
  },
  common: {
    retry: "重试",
    cancel: "取消",
    unreachable: "无法连接服务器，请检查网络；页面会自动重试。",
    live: "实时",
    polling: "正在重连，每 5 秒刷新一次",
    more: "加载更多",
    moreActions: "更多操作",
    never: "从未",
    menu: "菜单",
    theme: "深色或浅色",
    notFound: "页面不存在。",
    toOverview: "返回看板",
  },
  login: {
    title: "登录 Turnwise",
    intro: "面向人工客服和质检经理的控制台。",
    email: "邮箱",
    password: "密码",
    submit: "登录",
    required: "请填写此项。",
    logOut: "退出登录",
    account: "您的账户",
    forgotten: {
      link: "忘记密码？",
      title: "忘记密码？",
      intro: "请输入您的邮箱，系统会发送邮件，您可通过其中的链接设置新密码。",
      submit: "发送链接",
      asked: "如果有用户使用此邮箱，邮件已在发送中。",
      askedMore: "链接两小时内有效。没有收到？请查看垃圾邮件、核对邮箱，或向管理员索取链接。",
      askAdmin: "此系统未启用邮件发送。请联系管理员：管理员可在“设置 › 用户”中生成链接，供您设置新密码。",
      back: "返回登录",
    },
  },
  rates,
  dashboard,
  alerts,
  reports,
  wallboard,
  ...channelAccounts,
  ...closing,
  ...conversations,
  ...inbox,
  ...assist,
  ...attachments,
  ...delivery,
  ...documents,
  ...knowledge,
  ...evaluation,
  ...intents,
  ...judges,
  ...leadSources,
  ...team,
  ...models,
  ...retention,
  ...leads,
  fields: {
    phone: "电话",
    email: "邮箱",
    wechat: "微信",
    qq: "QQ",
    name: "姓名",
    company: "公司",
    address: "地址",
    whatsapp: "WhatsApp",
    telegram: "Telegram",
    city: "城市",
    need: "需求",
    budget: "预算",
    call_time: "方便来电",
    purpose: "用途",
  },
  ...grades,
  ...groups,
  ...memory,
  ...people,
  integrations,
  ...policy,
  ...quality,
  ...style,
  ...widget,
  intents: {
    greeting: "问候",
    thanks: "致谢",
    goodbye: "告别",
    complaint: "投诉",
    returns_refund: "退换与退款",
    order_status: "订单状态",
    shipping: "配送",
    payment: "支付",
    price: "价格",
    account: "账户",
    product_question: "商品咨询",
    human_request: "要求人工",
    other: "其他",
    contact_left: "留下联系方式",
    detail_refused: "不愿留联系方式",
    detail_offered: "愿意留联系方式",
    back_to_agent: "继续由智能体服务",
    bargaining: "议价",
    circumstances: "说明情况",
    image_received: "发来图片",
    voice_received: "发来语音",
    file_received: "发来文件",
    location_received: "发来位置",
    sticker_received: "发来表情",
    kind_received: "发来其他内容",
    about_itself: "询问身份",
  },
  channels: {
    widget: "网站",
    telegram: "Telegram",
    whatsapp: "WhatsApp",
    messenger: "Messenger",
    instagram: "Instagram",
    line: "LINE",
    slack: "Slack",
    wechat: "微信公众号",
    wecom: "企业微信",
    wecom_service: "微信客服",
    feishu: "飞书",
    dingtalk: "钉钉",
    douyin: "抖音",
    email: "电子邮件",
    webhook: "Webhook",
    api: "API",
  },
  errors: {
    wrong_password: "邮箱或密码不正确。",
    not_logged_in: "请重新登录。",
    not_found: "内容不存在，可能已被删除。",
    conversation_closed: "会话已结束。",
    already_claimed: "其他客服已接入此会话。",
    not_claimed: "请先接入会话再回复。",
    not_allowed: "当前无法执行：内容可能已被他人更改，请刷新后再试。",
    message_too_long: "消息过长，请缩短后再发。",
    document_too_large: "文件超过大小限制。",
    unreadable_document: "无法读取此文件。",
    unsupported_format: "不支持此格式，请上传 PDF、Word、Excel、PowerPoint、CSV、JSON、HTML、Markdown 或文本等文件。",
    unreadable_picture: "无法读取这张图片，请另存后重试，或换一张 PNG、JPEG 或 WebP 图片。",
    picture_too_large: "图片过大，请缩小后再上传，400 × 400 像素即可。",
    rate_limited: "操作过于频繁，请稍后再试。",
    overloaded: "服务器繁忙，请稍后再试。",
  },
};

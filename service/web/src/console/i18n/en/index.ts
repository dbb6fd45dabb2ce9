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
import { quality } from "./quality";
import { rates } from "./rates";
import { reports } from "./reports";
import { retention } from "./retention";
import { style } from "./style";
import { widget } from "./widget";
import { wallboard } from "./wallboard";
import { team } from "./team";

/** Every text of the console, in English. `zh/` has the same keys. */
export const en = {
  language: "English",
  /** What the server says is wrong. */
  problem: (sentence: string): string => sentence,
  nav: {
    overview: "Dashboard",
    conversations: "Inbox",
    leads: "Leads",
    documents: "Knowledge",
    evaluation: "Evaluation",
    quality: "Quality",
    settings: "Settings",
    policy: "Agent",
    intents: "Intents",
    integrations: "Integrations",
    keys: "API keys",
    more: "More",
  },
  roles: {
    admin: "Admin",
    quality_manager: "Quality manager",
    evaluator: "Evaluator",
    operator: "Operator",
    read_only: "Read only",
  },
  common: {
    retry: "Try again",
    cancel: "Cancel",
    unreachable: "The server cannot be reached. Check the connection; this page tries again by itself.",
    live: "Live",
    polling: "Reconnecting; refreshed every 5 seconds",
    more: "Load more",
    moreActions: "More actions",
    never: "never",
    menu: "Menu",
    theme: "Dark or light",
    notFound: "There is no such page.",
    toOverview: "To the dashboard",
  },
  login: {
    title: "Log in to Turnwise",
    intro: "The console for operators and quality managers.",
    email: "E-mail",
    password: "Password",
    submit: "Log in",
    required: "Please fill this in.",
    logOut: "Log out",
    account: "Your account",
    forgotten: {
      link: "Forgotten your password?",
      title: "Forgotten your password?",
      intro: "Enter your address, and you get a mail with a link by which you choose another one.",
      submit: "Send me a link",
      asked: "If somebody here has this address, a mail is on its way to it.",
      askedMore: "The link works for two hours. Nothing there? Look among spam, check the address, or ask an admin for a link.",
      askAdmin: "This installation sends no mails. Ask an admin: under Settings, Users they make a link by which you choose another password.",
      back: "Back to the log-in",
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
    phone: "Phone",
    email: "E-mail",
    wechat: "WeChat",
    qq: "QQ",
    name: "Name",
    company: "Company",
    address: "Address",
    whatsapp: "WhatsApp",
    telegram: "Telegram",
    city: "City",
    need: "Need",
    budget: "Budget",
    call_time: "Time to call",
    purpose: "Given for",
  } as Record<string, string>,
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
    greeting: "Greeting",
    thanks: "Thanks",
    goodbye: "Goodbye",
    complaint: "Complaint",
    shipping: "Shipping",
    payment: "Payment",
    price: "Price",
    account: "Account",
    other: "Other",
    contact_left: "Left contact details",
    detail_refused: "Leaves no contact details",
    detail_offered: "Offers contact details",
    back_to_agent: "Goes on with the agent",
    bargaining: "Bargaining",
    circumstances: "Explains their case",
    image_received: "Sends a picture",
    voice_received: "Sends a voice message",
    file_received: "Sends a file",
    location_received: "Sends a location",
    sticker_received: "Sends a sticker",
    kind_received: "Sends something else",
    about_itself: "Asks who answers",
    returns_refund: "Returns and refunds",
    order_status: "Order status",
    product_question: "Product question",
    human_request: "Asked for a person",
  } as Record<string, string>,
  channels: {
    widget: "Website",
    telegram: "Telegram",
    whatsapp: "WhatsApp",
    messenger: "Messenger",
    instagram: "Instagram",
    line: "LINE",
    slack: "Slack",
    wechat: "WeChat Official Account",
    wecom: "WeCom",
    wecom_service: "WeChat customer service",
    feishu: "Feishu / Lark",
    dingtalk: "DingTalk",
    douyin: "Douyin",
    email: "E-mail",
    webhook: "Webhook",
    api: "API",
  } as Record<string, string>,
  /** By the API's error code; its own sentence stands where there is none. */
  errors: {} as Record<string, string>,
};

export type Text = typeof en;

import { store, stored, usable } from "../shared/browserStorage";
import type { Language } from "../shared/contract";
import { nearestLanguage } from "../shared/language";
import type { Call } from "../widget/page";
import { drawing, heroScene } from "./art";
import { PRODUCTS, QUESTIONS } from "./content";
import { ZH } from "./zh";

const KEY = "lumen-and-oak:language";
const english = new Map<Element, string>();

/** The widget's script comes after this one: until it is there, what it is asked for waits in a list. */
function chat(...call: Call): void {
  window.Turnwise ??= [];
  window.Turnwise.push(call);
}

function translate(language: Language): void {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("title, [data-t]")) {
    const original = english.get(element) ?? element.textContent ?? "";
    english.set(element, original);
    const key = element.getAttribute("data-t") ?? "title";
    element.textContent = language === "zh" ? (ZH[key] ?? original) : original;
  }
  for (const button of document.querySelectorAll<HTMLElement>("[data-language]"))
    if (button instanceof HTMLButtonElement)
      button.setAttribute("aria-pressed", String(button.dataset["language"] === language));
  showProducts(language);
  showQuestions(language);
  chat("setLanguage", language);
}

function showProducts(language: Language): void {
  const items = PRODUCTS.map((product) => {
    const item = document.createElement("li");
    const picture = document.createElement("div");
    picture.className = `picture ${product.art}`;
    picture.append(drawing(product.art));
    item.append(picture, line("h3", product.name[language]), line("p", product.detail[language]));
    const price = line("p", product.price[language]);
    price.className = "price";
    item.append(price);
    return item;
  });
  document.getElementById("product-list")?.replaceChildren(...items);
}

function showQuestions(language: Language): void {
  const items = QUESTIONS[language].map((question) => {
    const button = line("button", question);
    button.setAttribute("type", "button");
    button.dataset["testid"] = "demo-question";
    button.addEventListener("click", () => chat("ask", question));
    const item = document.createElement("li");
    item.append(button);
    return item;
  });
  document.getElementById("question-list")?.replaceChildren(...items);
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

document.getElementById("hero-art")?.append(heroScene());
for (const button of document.querySelectorAll<HTMLElement>("button[data-language]"))
  button.addEventListener("click", () => {
    const language = nearestLanguage(button.dataset["language"]);
    store(usable("localStorage"), KEY, language);
    translate(language);
  });
for (const button of document.querySelectorAll("[data-ask]"))
  button.addEventListener("click", () => chat("ask", button.textContent ?? ""));
document.querySelector("[data-open-chat]")?.addEventListener("click", () => chat("open"));
const chosen = nearestLanguage(stored("localStorage", KEY) ?? navigator.language);
translate(chosen);

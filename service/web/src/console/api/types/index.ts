/** The admin API's records, as the server sends them. */
export * from "./accounts";
export * from "./conversations";
export * from "./documents";
export * from "./rates";

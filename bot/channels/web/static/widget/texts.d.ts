// The server makes widget/texts.js from bot/channels/web/texts.fa.yaml, so that Persian lives in one kind of file.
export declare const TEXTS: Readonly<Record<string, string>>;

import {open,ctx,go,shot,dump,step} from "./try-lib.mjs";
const b=await open();
let n=await ctx(b,"new"), l=await ctx(b,"ll"), z=await ctx(b,"ll0",{zh:1});
const D=p=>p.locator("dialog[open]").last();
let link;
await step("qr",async()=>{await n.context().grantPermissions(["clipboard-read","clipboard-write"]);await go(n,"/friends/add");await n.getByRole("button",{name:"Copy the link"}).click();await n.waitForTimeout(500);await shot(n,"34-copied");link=await n.evaluate(()=>navigator.clipboard.readText());console.log("LINK",link);});
await step("follow out",async()=>{await z.goto(link);await z.waitForTimeout(1200);await shot(z,"34b-link-out-zh");await dump(z);});
await step("follow in",async()=>{await go(l,"/sign-in");await l.fill("#handle","li_lei");await l.fill("#password","a-circle-of-friends");await l.click("button[type=submit]");await l.waitForTimeout(1800);await l.save();
 await l.goto("about:blank");await l.goto(link);await l.waitForTimeout(1300);await shot(l,"34c-link-in");await dump(l);
 const bt=l.getByRole("button",{name:/friend|Add/i}).first();if(await bt.count()){await bt.click();await l.waitForTimeout(1000);await shot(l,"34d-accepted");}
 await l.goto("about:blank");await l.goto(link);await l.waitForTimeout(1000);await shot(l,"34e-link-again");
 await n.goto("about:blank");await n.goto(link);await n.waitForTimeout(1000);await shot(n,"34f-own-link");});
await step("block",async()=>{await go(n,"/people/li_lei");await n.getByRole("button",{name:"Block"}).first().click();await n.waitForTimeout(600);await shot(n,"35-block");await dump(n);
 await D(n).getByRole("button",{name:/^Block/}).last().click();await n.waitForTimeout(1000);await shot(n,"35b-blocked");await go(n,"/people/li_lei");await shot(n,"35c-blocked-profile");await go(l,"/people/nora_new");await shot(l,"35d-seen-by-blocked");
 await go(n,"/me/blocked");await shot(n,"35e-list");await dump(n);await n.getByRole("button",{name:/Unblock|Let/}).first().click();await n.waitForTimeout(900);await shot(n,"35f-unblocked");if(await n.locator("dialog[open]").count()){await dump(n);await D(n).locator("button[type=submit],button").last().click();await n.waitForTimeout(800);}
 await go(n,"/people/li_lei");await shot(n,"35g-after-unblock");});
await step("sent live",async()=>{await go(n,"/people/li_lei");await n.getByRole("button",{name:"Add friend"}).click();await n.waitForTimeout(400);await D(n).getByRole("button",{name:"Send request"}).click();await n.waitForTimeout(700);await go(n,"/friends");
 await go(l,"/friends");await l.locator("li",{hasText:"nora_new"}).getByRole("button",{name:"Accept"}).click();await n.waitForTimeout(8000);await shot(n,"36-sent-after-8s");
 const tb=n.getByRole("button",{name:"Take back"});console.log("take back",await tb.count());if(await tb.count()){await tb.first().click();await n.waitForTimeout(1200);await shot(n,"36b-takeback");}});
await step("report",async()=>{await go(n,"/people/wang_fang");await n.getByRole("button",{name:"Report"}).first().click();await n.waitForTimeout(400);await D(n).locator("button[type=submit]").click();await n.waitForTimeout(500);await shot(n,"33b-noreason");
 await D(n).locator("textarea").fill("testing a report");await D(n).getByText("Advertisement or spam").click();await D(n).locator("button[type=submit]").click();await n.waitForTimeout(900);await shot(n,"33c-sent");});
await b.close();

import {open,ctx,go,shot,dump,step} from "./try-lib.mjs";
const b=await open();
let p=await ctx(b,"new");
await step("signup",async()=>{await go(p,"/sign-up");await shot(p,"02-signup");await dump(p);
 await p.fill("#handle","WANG FANG!");await p.keyboard.press("Tab");await shot(p,"02b-signup-bad");
 await p.goBack().catch(()=>{});});
await step("signup2",async()=>{await go(p,"/sign-up");
 const ins=await p.$$eval("input",e=>e.map(x=>x.id));console.log(ins);
 for(const i of ins){const v=/handle/i.test(i)?"nora_new":/pass/i.test(i)?"short":"Nora 新来的";if(i&&await p.locator("#"+i).getAttribute("type")!="checkbox")await p.fill("#"+i,v);}
 await shot(p,"02c-signup-filled");
 await p.click("button[type=submit]");await p.waitForTimeout(1500);await shot(p,"02d-signup-short");
 for(const i of ins)if(/pass/i.test(i))await p.fill("#"+i,"nora-likes-tea-2026");
 await p.click("button[type=submit]");await p.waitForTimeout(2500);await shot(p,"03-after-signup");await dump(p);await p.save();
});
let w=await ctx(b,"wf");
await step("wf",async()=>{await go(w,"/sign-in");await w.fill("#handle","wang_fang");await w.fill("#password","wrong-pass");await w.click("button[type=submit]");await w.waitForTimeout(1500);await shot(w,"04-wrongpass");
 await w.fill("#password","a-circle-of-friends");await w.click("button[type=submit]");await w.waitForTimeout(2500);await shot(w,"05-wf-home");await dump(w);await w.save();
 for(const u of ["/me","/friends","/friends/add"]){await go(w,u);await shot(w,"06-wf"+u.replace(/\//g,"-"));await shot(w,"06-wf"+u.replace(/\//g,"-")+"-full",1);await dump(w);console.log("----");}
});
await b.close();

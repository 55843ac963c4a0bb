import {open,ctx,go,shot,dump,step} from "./try-lib.mjs";
const b=await open();
let p=await ctx(b,"x0");
await go(p,"/");await shot(p,"01-landing");await dump(p);
await go(p,"/friends/add");await shot(p,"01b-add-signedout");
let z=await ctx(b,"x0",{zh:1,dark:1});
await go(z,"/");await shot(z,"01-landing-zh");
// wang fang
await go(p,"/");
await b.close();

import { chromium } from "@playwright/test";
import fs from "fs";
export const S="/tmp/w/try/shots/";
export const B=process.env.BASE||"http://localhost:8600";
export async function open(){return chromium.launch({executablePath:"/usr/bin/chromium",args:["--no-sandbox","--disable-gpu","--disable-background-networking"]});}
export async function ctx(b,name,o={}){const f="/tmp/w/try/state-"+name+".json";const c=await b.newContext({viewport:o.wide?{width:1280,height:800}:{width:390,height:844},locale:o.zh?"zh-CN":"en-GB",colorScheme:o.dark?"dark":"light",hasTouch:!o.wide,storageState:fs.existsSync(f)?f:undefined});const p=await c.newPage();p.setDefaultTimeout(6000);p.on("pageerror",e=>console.log("PAGEERR",e.message));p.on("console",m=>{if(m.type()=="error")console.log("CONSOLE",m.text())});p.save=()=>c.storageState({path:f});return p;}
export async function go(p,u){await p.goto(B+u);await p.waitForTimeout(1200);}
export async function shot(p,n,full){await p.waitForTimeout(500);await p.screenshot({path:S+n+".png",fullPage:!!full});console.log("shot",n,p.url());}
export async function dump(p){console.log(await p.evaluate(()=>[...document.querySelectorAll("a,button,input,textarea,select,[role=button],[role=switch],summary,label")].filter(e=>document.querySelector("dialog[open]")?e.closest("dialog[open]"):e.offsetParent!==null).map(e=>{const r=e.getBoundingClientRect();return `${e.tagName}${e.type?":"+e.type:""}${e.id?"#"+e.id:""} "${(e.innerText||e.getAttribute("aria-label")||e.placeholder||"").replace(/\n/g,"|").slice(0,60)}" ${e.getAttribute("href")||""} ${Math.round(r.x)},${Math.round(r.y)} ${Math.round(r.width)}x${Math.round(r.height)}`}).slice(0,45).join("\n")));}
export async function step(n,f){try{await f()}catch(e){console.log("FAIL",n,e.message.split("\n").slice(0,3).join(" / "))}}

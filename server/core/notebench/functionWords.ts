/** Words of grammar: they tell how somebody writes and not what about. Everything else is masked for the judge. */
const list = `
a an the this that these those each every either neither some any no none all both half many much more most few fewer
fewest little less least several enough such same other others another own one ones
i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us our
ours ourselves they them their theirs themselves who whom whose which what whoever whatever whichever someone somebody
something anyone anybody anything everyone everybody everything nobody nothing
and or but nor so yet for if unless until while when whenever where wherever whether because since although though
whereas as than then once before after lest
of in to on at by with from about into over under above below between among through during against without within along
across behind beyond beside besides toward towards upon onto off out up down around near per via like unlike despite
except
be am is are was were been being have has had having do does did doing done will would shall should can could may might
must ought need dare used
not never n't cannot always often sometimes usually rarely seldom ever already still just only even also too very quite
rather really almost nearly perhaps maybe however therefore thus hence moreover furthermore instead otherwise meanwhile
indeed actually simply again here there now today soon later first second last next finally well far away back together
else how why yes please let let's get got go going make made want thing things way lot lots bit
don't doesn't didn't won't wouldn't can't couldn't shouldn't isn't aren't wasn't weren't haven't hasn't hadn't
i'm i've i'll i'd you're you've you'll you'd he's she's it's it'll we're we've we'll we'd they're they've they'll they'd
that's there's what's who's where's here's how's
`;

export const functionWords: ReadonlySet<string> = new Set(list.trim().split(/\s+/));

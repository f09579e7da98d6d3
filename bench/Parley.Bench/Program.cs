using Parley.Bench;

return args switch
{
    ["serve-ceiling", .. var settings] => await Ceiling.Serve(settings),
    ["send", .. var rest] => await SendScenario.Run(Settings.Parse(rest)),
    ["rate", .. var rest] => await RateScenario.Run(Settings.Parse(rest)),
    ["idle", .. var rest] => await IdleScenario.Run(Settings.Parse(rest)),
    ["start", .. var rest] => await StartScenario.Run(Settings.Parse(rest)),
    ["inbox", .. var rest] => await PagesScenario.Inbox(Settings.Parse(rest)),
    ["history", .. var rest] => await PagesScenario.History(Settings.Parse(rest)),
    ["search", .. var rest] => await SearchScenario.Run(Settings.Parse(rest)),
    ["import", .. var rest] => await ImportScenario.Run(Settings.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "bin/bench send|rate|idle|start|inbox|history|search|import [--seconds N] [--heat N] [--warm-up N] [--conversations N] "
            + "[--messages N] [--orders N] [--sqlite none] [--postgres CONNECTION|none]"
    );

    return 2;
}

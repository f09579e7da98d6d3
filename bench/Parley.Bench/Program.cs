using Parley.Bench;

return args switch
{
    ["serve-ceiling", .. var settings] => await Ceiling.Serve(settings),
    ["send", .. var rest] => await SendScenario.Run(Settings.Parse(rest)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("bin/bench send [--seconds N] [--conversations N] [--postgres CONNECTION]");

    return 2;
}

using System.CommandLine;

namespace Parley.Cli;

/// <summary><c>parley seed demo</c>: fills an empty installation with demo data and exits.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var store = new OnStore();
        var demo = new Command("demo", "A shop with people, orders and conversations to try.");
        store.AddTo(demo);
        demo.SetAction(
            async (result, cancellationToken) =>
            {
                var settings = store.SettingsOf(result);
                await using var server = Server.Build(settings);
                await Server.Prepare(server, cancellationToken);

                return
                    await DemoTerminal.Seed(server, settings, result.InvocationConfiguration, cancellationToken)
                        is { } mark
                    ? DemoTerminal.Show(mark, [], result.InvocationConfiguration.Output)
                    : DemoTerminal.RealData;
            }
        );

        return new Command("seed", "Fills an empty installation.") { demo };
    }
}

using System.CommandLine;

namespace Parley.Cli;

/// <summary><c>parley seed demo</c>: fills an empty installation with demo data and exits.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder." };
        var postgres = new Option<string>("--postgres")
        {
            Description = "A PostgreSQL connection string instead of SQLite.",
        };
        var demo = new Command("demo", "A shop with people, orders and conversations to try.") { data, postgres };
        demo.SetAction(
            async (result, cancellationToken) =>
            {
                string[] settings =
                [
                    .. ServeCommand.Setting("Storage:DataFolder", result.GetValue(data)),
                    .. ServeCommand.Setting("Storage:Postgres", result.GetValue(postgres)),
                ];
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

using System.CommandLine;
using Parley.Storage;

namespace Parley.Cli;

/// <summary><c>parley migrate</c>: brings the tables to the newest form and exits.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The data folder." };
        var postgres = new Option<string>("--postgres")
        {
            Description = "A PostgreSQL connection string instead of SQLite.",
        };
        var command = new Command("migrate", "Brings the database to the newest form.") { data, postgres };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                string[] settings =
                [
                    .. ServeCommand.Setting("Storage:DataFolder", result.GetValue(data)),
                    .. ServeCommand.Setting("Storage:Postgres", result.GetValue(postgres)),
                ];
                await using var server = Server.Build(settings);
                var ran = await server.Services.GetRequiredService<Migrator>().Run(cancellationToken);
                await result.InvocationConfiguration.Output.WriteLineAsync($"{ran} migrations ran.");

                return 0;
            }
        );

        return command;
    }
}

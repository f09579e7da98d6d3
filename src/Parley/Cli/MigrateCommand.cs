using System.CommandLine;
using Parley.Storage;

namespace Parley.Cli;

/// <summary><c>parley migrate</c>: brings the tables to the newest form and exits.</summary>
internal static class MigrateCommand
{
    public static Command Create() =>
        OnStore.Create(
            "migrate",
            "Brings the database to the newest form.",
            async (server, result, cancellationToken) =>
            {
                var ran = await server.Services.GetRequiredService<Migrator>().Run(cancellationToken);
                await result.InvocationConfiguration.Output.WriteLineAsync($"{ran} migrations ran.");

                return 0;
            }
        );
}

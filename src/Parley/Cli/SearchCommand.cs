using System.CommandLine;
using Parley.Search;

namespace Parley.Cli;

/// <summary><c>parley search</c>: looks after the index by which messages are found.</summary>
internal static class SearchCommand
{
    public static Command Create() => new("search", "Looks after the index by which messages are found.") { Rebuild() };

    private static Command Rebuild() =>
        OnStore.Create(
            "rebuild",
            "Empties the index; a server that runs, or the next that starts, makes it anew from the messages.",
            async (server, result, cancellationToken) =>
            {
                await Server.Prepare(server, cancellationToken);
                await server.Services.GetRequiredService<SearchIndex>().Rebuild(cancellationToken);
                await result.InvocationConfiguration.Output.WriteLineAsync(
                    "The index is empty. It is made anew while the server runs; until then searches find only part."
                );

                return 0;
            }
        );
}

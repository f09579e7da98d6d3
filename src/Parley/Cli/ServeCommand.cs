using System.CommandLine;

namespace Parley.Cli;

/// <summary><c>parley serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by semicolons." };
        var data = new Option<string>("--data") { Description = "The data folder." };
        var postgres = new Option<string>("--postgres")
        {
            Description = "A PostgreSQL connection string instead of SQLite.",
        };
        var command = new Command("serve", "Starts the server.") { urls, data, postgres };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (result, cancellationToken) =>
            {
                string[] settings =
                [
                    .. Setting("urls", result.GetValue(urls)),
                    .. Setting("Storage:DataFolder", result.GetValue(data)),
                    .. Setting("Storage:Postgres", result.GetValue(postgres)),
                    .. result.UnmatchedTokens,
                ];
                await using var server = Server.Build(settings);
                await Server.Prepare(server, cancellationToken);
                await server.RunAsync(cancellationToken);

                return 0;
            }
        );

        return command;
    }

    internal static string[] Setting(string key, string? value) => value is null ? [] : [$"--{key}={value}"];
}

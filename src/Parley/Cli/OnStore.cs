using System.CommandLine;

namespace Parley.Cli;

/// <summary>A verb that works on an installation, whose server it builds without serving.</summary>
internal sealed class OnStore
{
    private readonly Option<string> _data = new("--data") { Description = "The data folder." };

    private readonly Option<string> _postgres = new("--postgres")
    {
        Description = "A PostgreSQL connection string instead of SQLite.",
    };

    /// <summary>The command with its options that name the installation.</summary>
    public static Command Create(
        string name,
        string description,
        Func<WebApplication, ParseResult, CancellationToken, Task<int>> run
    )
    {
        var store = new OnStore();
        var command = new Command(name, description) { store._data, store._postgres };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                await using var server = Server.Build([
                    .. ServeCommand.Setting("Storage:DataFolder", result.GetValue(store._data)),
                    .. ServeCommand.Setting("Storage:Postgres", result.GetValue(store._postgres)),
                ]);

                return await run(server, result, cancellationToken);
            }
        );

        return command;
    }
}

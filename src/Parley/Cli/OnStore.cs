using System.CommandLine;

namespace Parley.Cli;

/// <summary>The options by which a verb names an installation.</summary>
internal sealed class OnStore
{
    private readonly Option<string> _data = new("--data") { Description = "The data folder." };

    private readonly Option<string> _postgres = new("--postgres")
    {
        Description = "A PostgreSQL connection string instead of SQLite.",
    };

    /// <summary>A verb that works on an installation, whose server it builds without serving.</summary>
    public static Command Create(
        string name,
        string description,
        Func<WebApplication, ParseResult, CancellationToken, Task<int>> run
    )
    {
        var store = new OnStore();
        var command = new Command(name, description);
        store.AddTo(command);
        command.SetAction(
            async (result, cancellationToken) =>
            {
                await using var server = Server.Build(store.SettingsOf(result));

                return await run(server, result, cancellationToken);
            }
        );

        return command;
    }

    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
    }

    public string[] SettingsOf(ParseResult result) =>
        [
            .. ServeCommand.Setting("Storage:DataFolder", result.GetValue(_data)),
            .. ServeCommand.Setting("Storage:Postgres", result.GetValue(_postgres)),
        ];
}

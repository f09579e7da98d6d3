using System.CommandLine;
using Parley.Audit;

namespace Parley.Cli;

/// <summary><c>parley audit</c>: whether the record is what was recorded.</summary>
internal static class AuditCommand
{
    public static Command Create() =>
        new("audit", "Proves that messages and audit are what was stored.") { Verify(), Export() };

    private static Command Verify()
    {
        var (data, postgres) = Where();
        var file = new Option<string>("--checkpoints")
        {
            Description = "Exported checkpoints, one a line; else those in the data folder.",
        };
        var command = new Command("verify", "Computes the chain anew and names the first bad entry.")
        {
            data,
            postgres,
            file,
        };
        command.SetAction(
            async (result, cancellationToken) =>
            {
                await using var server = ServerOf(result, data, postgres);
                var lines = await Lines(result.GetValue(file), server, cancellationToken);
                var verdict = await server.Services.GetRequiredService<VerifyAudit>().Run(lines, cancellationToken);
                var terminal = result.InvocationConfiguration;
                if (verdict.Fault is { } fault)
                {
                    await terminal.Error.WriteLineAsync(fault.Text);
                    return 1;
                }

                await terminal.Output.WriteLineAsync(
                    $"{verdict.Rows} rows in {verdict.Seals} seals are what was stored; {verdict.Unsealed} wait for their seal; "
                        + $"held against {verdict.Checkpoints} checkpoints."
                );

                return 0;
            }
        );

        return command;
    }

    private static Command Export()
    {
        var (data, postgres) = Where();
        var command = new Command("export", "Prints a signed checkpoint of now, to be kept elsewhere.")
        {
            data,
            postgres,
        };
        command.SetAction(
            async (result, _) =>
            {
                await using var server = ServerOf(result, data, postgres);
                if (await server.Services.GetRequiredService<Checkpoints>().SignNow() is { } checkpoint)
                    await result.InvocationConfiguration.Output.WriteLineAsync(checkpoint.ToLine());

                return 0;
            }
        );

        return command;
    }

    private static (Option<string> Data, Option<string> Postgres) Where() =>
        (
            new Option<string>("--data") { Description = "The data folder." },
            new Option<string>("--postgres") { Description = "A PostgreSQL connection string instead of SQLite." }
        );

    private static WebApplication ServerOf(ParseResult result, Option<string> data, Option<string> postgres) =>
        Server.Build([
            .. ServeCommand.Setting("Storage:DataFolder", result.GetValue(data)),
            .. ServeCommand.Setting("Storage:Postgres", result.GetValue(postgres)),
        ]);

    private static async Task<string[]> Lines(string? file, WebApplication server, CancellationToken cancellationToken)
    {
        if (file is null && !File.Exists(server.Services.GetRequiredService<Checkpoints>().Path))
            return [];

        return await File.ReadAllLinesAsync(
            file ?? server.Services.GetRequiredService<Checkpoints>().Path,
            cancellationToken
        );
    }
}

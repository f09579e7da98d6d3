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
        var file = new Option<string>("--checkpoints")
        {
            Description = "Exported checkpoints, one a line; else those in the data folder.",
        };
        var command = OnStore.Create(
            "verify",
            "Computes the chain anew and names the first bad entry.",
            async (server, result, cancellationToken) =>
            {
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
        command.Add(file);

        return command;
    }

    private static Command Export() =>
        OnStore.Create(
            "export",
            "Prints a signed checkpoint of now, to be kept elsewhere.",
            async (server, result, _) =>
            {
                if (await server.Services.GetRequiredService<Checkpoints>().SignNow() is { } checkpoint)
                    await result.InvocationConfiguration.Output.WriteLineAsync(checkpoint.ToLine());

                return 0;
            }
        );

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

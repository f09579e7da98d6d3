using System.CommandLine;
using System.CommandLine.Parsing;
using Parley.Cli.Import;
using Parley.Kernel;

namespace Parley.Cli;

/// <summary><c>parley import orders</c>: pushes a file of orders to a running server.</summary>
internal static class ImportOrdersCommand
{
    /// <summary>The environment shows in no list of processes, as an option does.</summary>
    private const string KeyVariable = "PARLEY_KEY";

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "Orders as .json (an array), .jsonl, .ndjson or .csv.",
        };
        file.AcceptExistingOnly();
        var server = new Option<Uri>("--server")
        {
            Description = "The server's address.",
            Required = true,
            CustomParser = AddressOf,
        };
        var key = new Option<string>("--key") { Description = $"The shop's key; better in {KeyVariable}." };
        var isDryRun = new Option<bool>("--dry-run") { Description = "Looks at every order and sends none." };
        var fromStart = new Option<bool>("--from-start")
        {
            Description = "Forgets where a run before this one stopped.",
        };
        var parallel = new Option<int>("--parallel")
        {
            Description = "How many orders are sent at once.",
            DefaultValueFactory = _ => 8,
        };
        var orders = new Command("orders", "Sends each order of a file to a server. Running it again does no harm.")
        {
            file,
            server,
            key,
            isDryRun,
            fromStart,
            parallel,
        };
        orders.SetAction(
            async (result, cancellationToken) =>
            {
                var terminal = result.InvocationConfiguration;
                var options = new ImportOptions(
                    result.GetValue(file)!.FullName,
                    result.GetValue(server)!,
                    result.GetValue(key) ?? Environment.GetEnvironmentVariable(KeyVariable) ?? ""
                )
                {
                    IsDryRun = result.GetValue(isDryRun),
                    FromStart = result.GetValue(fromStart),
                    Parallel = result.GetValue(parallel),
                };

                return await new ImportOrders(
                    options,
                    new ImportTerminal(terminal.Output, terminal.Error, !Console.IsErrorRedirected),
                    new Clock(TimeProvider.System)
                ).Run(cancellationToken);
            }
        );

        return new Command("import", "Brings in what a shop has.") { orders };
    }

    private static Uri? AddressOf(ArgumentResult given)
    {
        if (Uri.TryCreate(given.Tokens[0].Value, UriKind.Absolute, out var address))
            return address;

        given.AddError("--server needs an http or https address.");

        return null;
    }
}

using System.CommandLine;

namespace Parley.Cli;

/// <summary>The verbs of the executable. Arguments that a verb does not know go to its configuration (<c>--Section:Key=value</c>).</summary>
internal static class CommandLine
{
    public static Task<int> Run(string[] args)
    {
        // The build's OpenAPI generator starts the program with arguments of its own and takes the host from it.
        if (args.Length == 0 || args[0].StartsWith("--", StringComparison.Ordinal))
            args = ["serve", .. args];

        var root = new RootCommand("Parley, the messaging layer of a marketplace.")
        {
            ServeCommand.Create(),
            MigrateCommand.Create(),
            SeedCommand.Create(),
            AuditCommand.Create(),
            SearchCommand.Create(),
            ImportOrdersCommand.Create(),
        };

        return root.Parse(args).InvokeAsync();
    }
}

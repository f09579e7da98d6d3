using System.CommandLine;
using Parley.Demo;

namespace Parley.Cli;

/// <summary>What the terminal tells of the demo.</summary>
internal static class DemoTerminal
{
    /// <summary>The exit code where demo data would mix with real data (EX_CONFIG of sysexits.h).</summary>
    public const int RealData = 78;

    private const int PeopleShown = 8;

    /// <returns>Null when there is real data; the terminal has been told.</returns>
    public static async Task<DemoMark?> Seed(
        WebApplication server,
        string[] settings,
        InvocationConfiguration terminal,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await SeedDemo.Run(server, settings, cancellationToken);
        }
        catch (NotDemoException refusal)
        {
            await terminal.Error.WriteLineAsync(refusal.Message);

            return null;
        }
    }

    /// <returns>The exit code of success.</returns>
    public static int Show(DemoMark mark, IEnumerable<string> addresses, TextWriter terminal)
    {
        terminal.WriteLine();
        terminal.WriteLine($"  Parley with demo data   {string.Join("  ", addresses)}");
        terminal.WriteLine($"  Password for everyone   {mark.Password}");
        terminal.WriteLine();
        foreach (var person in DemoShop.People.Take(PeopleShown))
            terminal.WriteLine($"  {person.Email, -22}  {person.Name, -14}  {person.Role}");
        terminal.WriteLine($"  … and {DemoShop.People.Count - PeopleShown} more at /demo");
        terminal.WriteLine();

        return 0;
    }
}

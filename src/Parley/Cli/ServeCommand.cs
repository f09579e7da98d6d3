using System.CommandLine;
using Parley.People.Links;

namespace Parley.Cli;

/// <summary><c>parley serve</c>: the server.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on, separated by semicolons." };
        var store = new OnStore();
        var demo = new Option<bool>("--demo")
        {
            Description = "Fills an empty installation with demo data and lets visitors be its people.",
        };
        var command = new Command("serve", "Starts the server.") { urls, demo };
        store.AddTo(command);
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(
            async (result, cancellationToken) =>
            {
                string[] settings =
                [
                    .. Setting("urls", result.GetValue(urls)),
                    .. store.SettingsOf(result),
                    .. result.GetValue(demo) ? Setting("Demo:Open", "true") : [],
                    .. result.UnmatchedTokens,
                ];
                await using var server = Server.Build(settings);
                await Server.Prepare(server, cancellationToken);
                if (result.GetValue(demo) && !await ShowDemo(server, settings, result, cancellationToken))
                    return DemoTerminal.RealData;
                if (await FirstAdminLink(server, cancellationToken) is { } link)
                    await result.InvocationConfiguration.Output.WriteLineAsync(
                        $"Nobody administers this installation yet. Open this link, which works once, to do so: {link}"
                    );
                await server.RunAsync(cancellationToken);

                return 0;
            }
        );

        return command;
    }

    /// <returns>False when there is real data.</returns>
    private static async Task<bool> ShowDemo(
        WebApplication server,
        string[] settings,
        ParseResult result,
        CancellationToken cancellationToken
    )
    {
        var terminal = result.InvocationConfiguration;
        if (await DemoTerminal.Seed(server, settings, terminal, cancellationToken) is not { } mark)
            return false;
        server.Lifetime.ApplicationStarted.Register(() => DemoTerminal.Show(mark, server.Urls, terminal.Output));

        return true;
    }

    private static async Task<string?> FirstAdminLink(WebApplication server, CancellationToken cancellationToken) =>
        Server.IsBeingDescribed
            ? null
            : await server.Services.GetRequiredService<FirstAdmin>().LinkIfNeeded(cancellationToken);

    internal static string[] Setting(string key, string? value) => value is null ? [] : [$"--{key}={value}"];
}

namespace Parley.Cli.Import;

/// <summary>What is imported, and where.</summary>
/// <param name="Key">The shop's.</param>
internal sealed record ImportOptions(string File, Uri Server, string Key)
{
    public bool IsDryRun { get; init; }

    public bool FromStart { get; init; }

    public int Parallel { get; init; } = 8;

    /// <summary>How long an order is tried while the server cannot take it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A dry run leaves alone what a run that stopped will go on with.</summary>
    public string RefusedFile => File + (IsDryRun ? ".dry-run.refused.jsonl" : ".refused.jsonl");

    public string ProgressFile => File + ".progress";

    /// <exception cref="ImportStoppedException">It cannot begin.</exception>
    public void Check()
    {
        if (!Server.IsAbsoluteUri || (Server.Scheme != Uri.UriSchemeHttp && Server.Scheme != Uri.UriSchemeHttps))
            throw new ImportStoppedException("--server needs an http or https address.");
        if (Key.Length == 0 && !IsDryRun)
            throw new ImportStoppedException("Give the shop's key in PARLEY_KEY.");
        if (Parallel is < 1 or > 256)
            throw new ImportStoppedException("--parallel takes 1 to 256.");
    }
}

/// <summary>Where the command says what it does.</summary>
/// <param name="IsWatched">Somebody looks at <paramref name="Error"/>; else it is a log.</param>
internal sealed record ImportTerminal(TextWriter Output, TextWriter Error, bool IsWatched);

/// <summary>The import cannot go on, for a reason that is no single order's.</summary>
internal sealed class ImportStoppedException(string message, Exception? cause = null) : Exception(message, cause);

using System.Diagnostics;

namespace Parley.Prove;

/// <summary>The databases that a proof runs on: SQLite always, PostgreSQL where bin/prove has started one.</summary>
internal static class Stores
{
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("POSTGRES");

    /// <summary>A server each; null is SQLite.</summary>
    public static IReadOnlyList<string?> All => Postgres is null ? [null] : [null, Postgres];

    /// <summary>Stops PostgreSQL as a power cut would and starts it again, which recovers from its log.</summary>
    public static async Task CrashPostgres()
    {
        var command =
            Environment.GetEnvironmentVariable("POSTGRES_CRASH")
            ?? throw new InvalidOperationException("bin/prove sets POSTGRES_CRASH.");
        using var process = Process.Start(
            new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        // The new server inherits the pipe, so its end would never come: only the exit is awaited.
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException("PostgreSQL did not come back.");
    }
}

using Parley.Load;

namespace Parley.Bench;

/// <summary>How a scenario runs.</summary>
internal sealed record Settings
{
    public int Seconds { get; init; } = 10;

    /// <summary>Under the load that is measured, before it is.</summary>
    public int WarmUpSeconds { get; init; } = 2;

    /// <summary>Under full load, once a server, before anything is measured.</summary>
    public int HeatSeconds { get; init; } = 12;

    public int Conversations { get; init; } = 200;

    /// <summary>Of the smaller database; the larger has ten times as many.</summary>
    public int Messages { get; init; } = 100_000;

    /// <summary>Of the file that is imported.</summary>
    public int Orders { get; init; } = 100_000;

    public bool WithSqlite { get; init; } = true;

    /// <summary>A PostgreSQL server in which a database may be made; null leaves it out.</summary>
    public string? Postgres { get; init; } = Environment.GetEnvironmentVariable("POSTGRES");

    /// <summary>A server each; null is SQLite.</summary>
    public IReadOnlyList<string?> Stores =>
        [.. WithSqlite ? new string?[] { null } : [], .. Postgres is null ? [] : new string?[] { Postgres }];

    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i + 1 < args.Length; i += 2)
            settings = args[i] switch
            {
                "--seconds" => settings with { Seconds = int.Parse(args[i + 1]) },
                "--warm-up" => settings with { WarmUpSeconds = int.Parse(args[i + 1]) },
                "--heat" => settings with { HeatSeconds = int.Parse(args[i + 1]) },
                "--conversations" => settings with { Conversations = int.Parse(args[i + 1]) },
                "--messages" => settings with { Messages = int.Parse(args[i + 1]) },
                "--orders" => settings with { Orders = int.Parse(args[i + 1]) },
                "--sqlite" => settings with { WithSqlite = args[i + 1] is not "none" },
                "--postgres" => settings with { Postgres = args[i + 1] is "none" ? null : args[i + 1] },
                _ => throw new ArgumentException($"Nobody knows {args[i]}.", nameof(args)),
            };

        return settings;
    }

    /// <summary>Figures mean little without them.</summary>
    public void Print(string scenario)
    {
        Report.Line($"{scenario}.cores", Environment.ProcessorCount, "cores-shared-with-the-load");
        Report.Line($"{scenario}.seconds", Seconds, "s");
        Report.Line($"{scenario}.warm-up", WarmUpSeconds, "s");
        Report.Line($"{scenario}.heat", HeatSeconds, "s");
        Report.Line($"{scenario}.conversations", Conversations, "conversations");
    }
}

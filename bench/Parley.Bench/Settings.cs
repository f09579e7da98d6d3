namespace Parley.Bench;

/// <summary>How a scenario runs.</summary>
internal sealed record Settings
{
    public int Seconds { get; private init; } = 10;

    public int WarmUpSeconds { get; private init; } = 4;

    public int Conversations { get; private init; } = 200;

    /// <summary>A PostgreSQL server in which a database may be made; without it only SQLite is measured.</summary>
    public string? Postgres { get; private init; } = Environment.GetEnvironmentVariable("POSTGRES");

    public static Settings Parse(string[] args)
    {
        var settings = new Settings();
        for (var i = 0; i + 1 < args.Length; i += 2)
            settings = args[i] switch
            {
                "--seconds" => settings with { Seconds = int.Parse(args[i + 1]) },
                "--warm-up" => settings with { WarmUpSeconds = int.Parse(args[i + 1]) },
                "--conversations" => settings with { Conversations = int.Parse(args[i + 1]) },
                "--postgres" => settings with { Postgres = args[i + 1] },
                _ => throw new ArgumentException($"Nobody knows {args[i]}.", nameof(args)),
            };

        return settings;
    }
}

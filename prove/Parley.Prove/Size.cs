namespace Parley.Prove;

/// <summary>How much is proven in one run.</summary>
internal sealed record Size(string Name)
{
    public static readonly Size Short = new("short");
    public static readonly Size Usual = new("usual");
    public static readonly Size Full = new("full");

    public int Of(int few, int usual, int full) =>
        this == Short ? few
        : this == Full ? full
        : usual;

    public static Size Parse(string[] args) =>
        args switch
        {
            [] => Usual,
            ["--short"] => Short,
            ["--full"] => Full,
            _ => throw new ArgumentException($"Nobody knows {string.Join(' ', args)}.", nameof(args)),
        };
}

namespace Parley.Demo;

/// <summary>How the demo is shown.</summary>
public sealed record DemoOptions
{
    public const string Section = "Demo";

    /// <summary>
    /// Lets anyone who reaches the server sign in as one of the demo people. Set by <c>serve --demo</c>; without it only a server
    /// that listens on its own machine alone does. Never for data that is not marked as demo.
    /// </summary>
    public bool Open { get; init; }
}
